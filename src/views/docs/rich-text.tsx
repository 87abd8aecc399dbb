import { marked } from "marked";

/** Markdown of our own, such as the OpenAPI document's descriptions. */
export function RichText({ text }: { text: string }) {
  return <div dangerouslySetInnerHTML={{ __html: marked.parse(text, { async: false }) }} />;
}

/** The same within a line. */
export function InlineText({ text }: { text: string }) {
  return <span dangerouslySetInnerHTML={{ __html: marked.parseInline(text, { async: false }) }} />;
}
