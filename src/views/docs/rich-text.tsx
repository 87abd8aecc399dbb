/** Paragraphs with `code` and links in them: all of Markdown that the descriptions use. */
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

const special = /(`[^`]+`|\[[^\]]+\]\([^)\s]+\))/;

function Part({ text }: { text: string }) {
  if (text.startsWith("`")) return <code>{text.slice(1, -1)}</code>;
  const [, label, href] = /^\[(.+)\]\((.+)\)$/.exec(text) ?? [];
  return href === undefined ? <span>{text}</span> : <a href={href}>{label}</a>;
}

export function InlineText({ text }: { text: string }) {
  return (
    <>
      {text.split(special).map((part, i) => (
        <Part key={i} text={part} />
      ))}
    </>
  );
}
