import type { Json, OpenApiOperation } from "./openapi-document.ts";
import { ExampleBlocks, type Exampled } from "./example-blocks.tsx";
import { InlineText, RichText } from "./rich-text.tsx";
import { problemsIn, problemType, Refusals } from "./refusals.tsx";
import { schemaRows, typeOf, type SchemaRow } from "./schema-rows.ts";

export interface PlacedOperation {
  path: string;
  method: string;
  operation: OpenApiOperation;
}

type Schemas = Record<string, Json>;
type Media = Exampled & { schema?: Json };

function RowsTable({ caption, rows }: { caption: string; rows: SchemaRow[] }) {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
            <th scope="col">Description</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, type, required, description }) => (
            <tr key={path}>
              <td>
                <code>{path}</code>
                {required && <span className="required">required</span>}
              </td>
              <td>{type}</td>
              <td>
                <InlineText text={description} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface MediaBlockProps {
  caption: string;
  media: Media;
  schemas: Schemas;
}

/** Renders a body's members and examples. */
function MediaBlock({ caption, media, schemas }: MediaBlockProps) {
  const rows = media.schema ? schemaRows(media.schema, schemas) : [];
  return (
    <>
      {rows.length > 0 && <RowsTable caption={caption} rows={rows} />}
      <ExampleBlocks of={media} />
    </>
  );
}

const contentOf = (holder: Json | undefined): [string, Media][] =>
  Object.entries((holder?.["content"] ?? {}) as Record<string, Media>);

function parameterRows(parameters: Json[], schemas: Schemas): SchemaRow[] {
  return parameters.map(({ name, in: place, required, schema, description, example }) => ({
    path: String(name),
    type: `${typeOf(schema as Json, schemas)} (${String(place)})`,
    required: required === true,
    description: [
      ...(typeof description === "string" ? [description] : []),
      `\`${String(example)}\``,
    ].join(", for example "),
  }));
}

function credentialOf(security: OpenApiOperation["security"]): string {
  const [scheme] = security;
  if (!scheme) return "No credentials";
  const [[name, roles] = ["", []]] = Object.entries(scheme);
  return name === "doorToken" ? "Device token" : `API key: ${roles.join(", ")}`;
}

interface AnswerProps {
  status: string;
  response: Json;
  schemas: Schemas;
}

/** Renders a successful response. */
function Answer({ status, response, schemas }: AnswerProps) {
  return (
    <div className="answer">
      <p>
        <strong className="status">{status}</strong>{" "}
        <InlineText text={String(response["description"])} />
      </p>
      {contentOf(response)
        .filter(([type]) => type === "application/json")
        .map(([type, media]) => (
          <MediaBlock key={type} caption={`Answer ${status}`} media={media} schemas={schemas} />
        ))}
    </div>
  );
}

interface OperationSectionProps {
  placed: PlacedOperation;
  schemas: Schemas;
}

/** Renders an operation with its parameters, body, responses and problems. */
export function OperationSection({ placed, schemas }: OperationSectionProps) {
  const { path, method, operation } = placed;
  const { operationId, summary, description, parameters, requestBody, responses, security } =
    operation;
  const problems = problemsIn(responses);
  return (
    <article id={operationId}>
      <h3>{summary}</h3>
      <p className="place">
        <span className={`method ${method}`}>{method.toUpperCase()}</span> <code>{path}</code>
        <span className="who">{credentialOf(security)}</span>
      </p>
      {description !== undefined && <RichText text={description} />}
      {parameters && <RowsTable caption="Parameters" rows={parameterRows(parameters, schemas)} />}
      {contentOf(requestBody).map(([type, media]) => (
        <MediaBlock key={type} caption={`Body, ${type}`} media={media} schemas={schemas} />
      ))}
      {Object.entries(responses)
        .filter(([, response]) => !contentOf(response).some(([type]) => type === problemType))
        .map(([status, response]) => (
          <Answer key={status} status={status} response={response} schemas={schemas} />
        ))}
      {problems.length > 0 && <Refusals problems={problems} />}
    </article>
  );
}
