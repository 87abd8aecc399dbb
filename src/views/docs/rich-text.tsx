import { marked } from "marked";

/**
 * Renders Markdown from our own sources, such as the OpenAPI document's descriptions. It is not
 * sanitised.
 */
export function RichText({ text }: { text: string }) {
  return <div dangerouslySetInnerHTML={{ __html: marked.parse(text, { async: false }) }} />;
}

/** Renders the same Markdown inline. */
export function InlineText({ text }: { text: string }) {
  return <span dangerouslySetInnerHTML={{ __html: marked.parseInline(text, { async: false }) }} />;
}
