/** Paragraphs with `code` in them: all of Markdown that the descriptions use. */
export function RichText({ text }: { text: string }) {
  return (
    <>
      {text.split("\n\n").map((paragraph) => (
        <p key={paragraph}>
          <InlineText text={paragraph} />
        </p>
      ))}
    </>
  );
}

export function InlineText({ text }: { text: string }) {
  return (
    <>
      {text
        .split("`")
        .map((part, i) =>
          i % 2 === 1 ? <code key={i}>{part}</code> : <span key={i}>{part}</span>,
        )}
    </>
  );
}
