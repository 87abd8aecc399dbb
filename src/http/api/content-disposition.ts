import { encodeExtended } from "content-disposition";

// https://www.rfc-editor.org/rfc/rfc6266
const withoutMarks: Record<string, string> = { ø: "o", æ: "ae", đ: "d", ŧ: "t", ŋ: "n" };

/** Returns the name in ASCII letters, digits and hyphens, its ending kept. */
function asciiName(name: string): string {
  const dot = name.lastIndexOf(".");
  const stem = name
    .slice(0, dot)
    .toLowerCase()
    .normalize("NFD")
    .replace(/[øæđŧŋ]/g, (letter) => withoutMarks[letter] ?? "")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${stem || "ticket"}${name.slice(dot)}`;
}

/**
 * Returns the Content-Disposition header of a download under the name, with its ASCII form for clients
 * that know RFC 6266 only in part.
 */
export function contentDisposition(name: string): string {
  return `attachment; filename="${asciiName(name)}"; filename*=${encodeExtended(name)}`;
}
