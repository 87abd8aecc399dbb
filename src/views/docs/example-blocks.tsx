/** The example of a parameter, body or answer, or several by name. */
export interface Exampled {
  example?: unknown;
  examples?: Record<string, { summary?: string; value: unknown }>;
}

function Example({ of }: { of: unknown }) {
  return (
    <pre tabIndex={0}>
      <code>{JSON.stringify(of, undefined, 2)}</code>
    </pre>
  );
}

/** Renders each example, under its name where it has one. */
export function ExampleBlocks({ of: { example, examples = {} } }: { of: Exampled }) {
  return (
    <>
      {example !== undefined && <Example of={example} />}
      {Object.entries(examples).map(([name, { value }]) => (
        <div key={name}>
          <p className="named">
            <code>{name}</code>
          </p>
          <Example of={value} />
        </div>
      ))}
    </>
  );
}
