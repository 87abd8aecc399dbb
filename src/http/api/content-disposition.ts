// https://www.rfc-editor.org/rfc/rfc6266
const withoutMarks: Record<string, string> = { ø: "o", æ: "ae", đ: "d", ŧ: "t", ŋ: "n" };

/** The name in ASCII letters, digits and hyphens, its ending kept. */
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

/** A file to be kept under the name; older programs read its ASCII form. */
export function contentDisposition(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${encoded}`;
}
