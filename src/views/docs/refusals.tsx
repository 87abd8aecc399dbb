import type { Json } from "./openapi-document.ts";

export const problemType = "application/problem+json";

interface Problem extends Json {
  code: string;
  status: number;
  detail: string;
}

/** Members that the line shows already, or that all problems share. */
const common = ["type", "title", "status", "code", "detail", "requestId"];

function Refusal({ problem }: { problem: Problem }) {
  const own = Object.entries(problem).filter(([name]) => !common.includes(name));
  return (
    <li>
      <strong className="status refused">{problem.status}</strong> <code>{problem.code}</code>{" "}
      {problem.detail}
      {own.length > 0 && (
        <pre tabIndex={0}>
          <code>{JSON.stringify(Object.fromEntries(own), undefined, 2)}</code>
        </pre>
      )}
    </li>
  );
}

/** Returns the example problem documents of an operation's responses. */
export function problemsIn(responses: Record<string, Json>): Problem[] {
  return Object.values(responses).flatMap((response) => {
    const content = response["content"] as Record<string, Json> | undefined;
    const examples = content?.[problemType]?.["examples"] ?? {};
    return Object.values(examples as Record<string, { value: Problem }>).map(({ value }) => value);
  });
}

/** Renders the problems of an operation, collapsed, since most operations share them. */
export function Refusals({ problems }: { problems: readonly Problem[] }) {
  const statuses = [...new Set(problems.map(({ status }) => status))];
  return (
    <details>
      <summary>Refusals: {statuses.join(", ")}</summary>
      <ul className="refusals">
        {problems.map((problem) => (
          <Refusal key={problem.code} problem={problem} />
        ))}
      </ul>
    </details>
  );
}
