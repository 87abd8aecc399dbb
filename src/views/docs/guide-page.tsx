import { marked, type Token, type Tokens } from "marked";
import { DocsDocument } from "./docs-document.tsx";
import { RichText } from "./rich-text.tsx";

const anchorOf = (heading: string) => heading.toLowerCase().replace(/[^a-z]+/g, "-");

const isSection = (token: Token): token is Tokens.Heading =>
  token.type === "heading" && (token as Tokens.Heading).depth === 2;

function Block({ token }: { token: Token }) {
  if (isSection(token)) return <h2 id={anchorOf(token.text)}>{token.text}</h2>;
  if (token.type === "table") {
    const { header } = token as Tokens.Table;
    const label = header.map(({ text }) => text).join(", ");
    return (
      <div className="scroll" tabIndex={0} role="group" aria-label={label}>
        <RichText text={token.raw} />
      </div>
    );
  }
  if (token.type !== "code") return <RichText text={token.raw} />;
  const { lang, text } = token as Tokens.Code;
  return (
    <pre tabIndex={0} className={lang === "text" ? "printed" : undefined}>
      <code>{text}</code>
    </pre>
  );
}

/** The guide for an engineer, from the Markdown in `docs/provider-api.md`. */
export function GuidePage({ title, markdown }: { title: string; markdown: string }) {
  const tokens = marked.lexer(markdown).filter(({ type }) => type !== "space");
  const contents = (
    <>
      <p className="brand">{title}</p>
      <ul>
        <li>
          <a href="/docs">The whole API</a>
        </li>
        {tokens.filter(isSection).map(({ text }) => (
          <li key={text}>
            <a href={`#${anchorOf(text)}`}>{text}</a>
          </li>
        ))}
      </ul>
    </>
  );
  return (
    <DocsDocument title={`${title} API: guide`} contents={contents}>
      {tokens.map((token, i) => (
        <Block key={i} token={token} />
      ))}
    </DocsDocument>
  );
}
