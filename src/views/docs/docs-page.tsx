import { DocsDocument } from "./docs-document.tsx";
import type { OpenApiDocument } from "./openapi-document.ts";
import { ExampleBlocks } from "./example-blocks.tsx";
import { OperationSection, type PlacedOperation } from "./operation-section.tsx";
import { problemsIn } from "./refusals.tsx";
import { InlineText, RichText } from "./rich-text.tsx";

export interface DocumentedProblem {
  code: string;
  status: number;
  title: string;
}

function operationsOf(document: OpenApiDocument, tag: string): PlacedOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      operation.tags.includes(tag) ? [{ path, method, operation }] : [],
    ),
  );
}

const firstRequest = (origin: string) => `curl ${origin}/api/v1/offers \\
  -H "Authorization: Bearer $JOIN_API_KEY"`;

interface Props {
  document: OpenApiDocument;
  problems: readonly DocumentedProblem[];
}

/** Renders the OpenAPI document as one page. */
export function DocsPage({ document, problems }: Props) {
  const { info, tags, servers, components, webhooks } = document;
  const sections = tags.map((tag) => ({ ...tag, operations: operationsOf(document, tag.name) }));
  const refusal = sections
    .flatMap(({ operations }) => operations)
    .flatMap(({ operation }) => problemsIn(operation.responses))
    .find((problem) => "errors" in problem);
  const contents = (
    <>
      <p className="brand">{info.title}</p>
      <ul>
        <li>
          <a href="#start">Start here</a>
        </li>
        <li>
          <a href="/docs/guide">A guide of five minutes</a>
        </li>
        <li>
          <a href="#problems">Problems</a>
        </li>
        <li>
          <a href="#events">Events</a>
        </li>
      </ul>
      {sections.map(({ name, operations }) => (
        <div key={name}>
          <p className="group">
            <a href={`#${name}`}>{name}</a>
          </p>
          <ul>
            {operations.map(({ operation }) => (
              <li key={operation.operationId}>
                <a href={`#${operation.operationId}`}>{operation.summary}</a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
  return (
    <DocsDocument title={`${info.title} API`} contents={contents}>
      <header id="start">
        <h1>{`${info.title} API`}</h1>
        <RichText text={info.description} />
        <p>
          For a ticketing system: <a href="/docs/guide">from nothing to an approved offer</a>, in
          five minutes with curl.
        </p>
        <p>
          For programs: <a href="/openapi.json">openapi.json</a>, OpenAPI {document.openapi}.
        </p>
        <h2>First request</h2>
        <pre tabIndex={0}>
          <code>{firstRequest(servers[0]?.url ?? "")}</code>
        </pre>
        <h2>Keys</h2>
        {Object.entries(components.securitySchemes).map(([name, { description }]) => (
          <RichText key={name} text={String(description)} />
        ))}
        <h2>Limits</h2>
        <p>Every answer of the API carries the first two of these headers.</p>
        <dl>
          {Object.entries(components.headers).map(([name, { description, example }]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>
                <InlineText text={`${String(description)}: \`${String(example)}\``} />
              </dd>
            </div>
          ))}
        </dl>
      </header>
      <section id="events">
        <h2>Events</h2>
        <p>What webhooks tell of; the bodies stand under webhooks in the document for programs.</p>
        <dl>
          {Object.entries(webhooks).map(([type, { post }]) => (
            <div key={type}>
              <dt>
                <code>{type}</code>
              </dt>
              <dd>{post.summary}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section id="problems">
        <h2>Problems</h2>
        <p>
          Every refusal is <code>application/problem+json</code> with one of these codes. Each
          operation lists its own: what they say in <code>detail</code>, and what they hold besides.
        </p>
        <ExampleBlocks of={{ example: refusal }} />
        <div className="scroll" tabIndex={0} role="group" aria-label="Problem codes">
          <table>
            <thead>
              <tr>
                <th scope="col">Code</th>
                <th scope="col">Status</th>
                <th scope="col">Meaning</th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ code, status, title }) => (
                <tr key={code} id={`problem-${code}`}>
                  <td>
                    <code>{code}</code>
                  </td>
                  <td>{status}</td>
                  <td>{title}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {sections.map(({ name, description, operations }) => (
        <section key={name} id={name}>
          <h2>{name}</h2>
          <p>{description}</p>
          {operations.map((placed) => (
            <OperationSection
              key={placed.operation.operationId}
              placed={placed}
              schemas={components.schemas}
            />
          ))}
        </section>
      ))}
    </DocsDocument>
  );
}
