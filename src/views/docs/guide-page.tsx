import { DocsDocument } from "./docs-document.tsx";
import type { GuideBlock } from "./guide-blocks.ts";
import { InlineText } from "./rich-text.tsx";

const anchorOf = (heading: string) => heading.toLowerCase().replace(/[^a-z]+/g, "-");

function Block({ kind, text }: GuideBlock) {
  switch (kind) {
    case "title":
      return <h1>{text}</h1>;
    case "heading":
      return <h2 id={anchorOf(text)}>{text}</h2>;
    case "paragraph":
      return (
        <p>
          <InlineText text={text} />
        </p>
      );
    default:
      return (
        <pre tabIndex={0} className={kind === "text" ? "printed" : undefined}>
          <code>{text}</code>
        </pre>
      );
  }
}

/** The guide for an engineer, as it stands in `docs/provider-api.md`. */
export function GuidePage({ title, blocks }: { title: string; blocks: readonly GuideBlock[] }) {
  const headings = blocks.filter(({ kind }) => kind === "heading");
  const contents = (
    <>
      <p className="brand">{title}</p>
      <ul>
        <li>
          <a href="/docs">The whole API</a>
        </li>
        {headings.map(({ text }) => (
          <li key={text}>
            <a href={`#${anchorOf(text)}`}>{text}</a>
          </li>
        ))}
      </ul>
    </>
  );
  return (
    <DocsDocument title={`${title} API: guide`} contents={contents}>
      {blocks.map((block, i) => (
        <Block key={i} {...block} />
      ))}
    </DocsDocument>
  );
}
