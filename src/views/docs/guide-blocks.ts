/** A piece of a guide: a heading, a paragraph, commands, or what they print. */
export interface GuideBlock {
  kind: "title" | "heading" | "paragraph" | "sh" | "text";
  text: string;
}

const parts = /^# (?<title>.+)$|^## (?<heading>.+)$|^```(?<kind>sh|text)\n(?<code>[^]*?)\n```$/gm;

const paragraphsOf = (text: string): GuideBlock[] =>
  text
    .split("\n\n")
    .filter((paragraph) => /\S/.test(paragraph))
    .map((paragraph) => ({ kind: "paragraph", text: paragraph.trim() }));

/** The guide's Markdown, of which it uses two levels of headings, paragraphs and blocks of code. */
export function guideBlocks(markdown: string): GuideBlock[] {
  const blocks: GuideBlock[] = [];
  let end = 0;
  for (const match of markdown.matchAll(parts)) {
    const { title, heading, kind, code } = match.groups ?? {};
    blocks.push(...paragraphsOf(markdown.slice(end, match.index)));
    if (title !== undefined) blocks.push({ kind: "title", text: title });
    else if (heading !== undefined) blocks.push({ kind: "heading", text: heading });
    else blocks.push({ kind: kind === "sh" ? "sh" : "text", text: code ?? "" });
    end = match.index + match[0].length;
  }
  return [...blocks, ...paragraphsOf(markdown.slice(end))];
}
