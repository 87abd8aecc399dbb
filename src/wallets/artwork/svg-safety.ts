import type { FieldError } from "../../errors.ts";

const maxBytes = 2 * 1024 * 1024;

/** Whether the bytes are an SVG (as text; a compressed one is not accepted). */
export function isSvg(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 4096).toString("utf8").trimStart();
  return start.startsWith("<") && /<svg[\s/>]/i.test(bytes.subarray(0, 65536).toString("utf8"));
}

/** Whether the bytes are packed with gzip, as an SVG may be. */
export const isPacked = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const forbidden: [RegExp, string][] = [
  [/<!\s*(doctype|entity)/i, "a DOCTYPE or an entity"],
  [/<\?(?!xml\s)/i, "a processing instruction"],
  [/<\s*(?:[\w-]+:)?(script|foreignobject|iframe|embed|object|audio|video|include)\b/i, "a <$1>"],
  [/\son[a-z]+\s*=/i, "an event handler"],
  [/javascript\s*:/i, "a script"],
  [/@import/i, "an @import"],
];

/** What an SVG may point to: its own parts, and a picture that it carries within itself. */
const internal = /^\s*(#|data:image\/(png|jpe?g|webp)[;,])/i;

function externalReference(text: string): string | undefined {
  const references = [
    ...text.matchAll(/\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi),
    ...text.matchAll(/\burl\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*))\s*\)/gi),
  ].map(([, one, two, three]) => one ?? two ?? three ?? "");
  return references.find((reference) => !internal.test(reference));
}

/** What makes the SVG unfit to be drawn: whatever could fetch, run or swell. */
export function svgFaults(bytes: Buffer, path: string): FieldError[] {
  if (bytes.length > maxBytes) {
    return [{ path, code: "too_large", message: "An SVG may be at most 2 MB." }];
  }
  // Numeric references could spell what the patterns look for.
  const text = bytes
    .toString("utf8")
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, decimal: string) => character(Number(decimal)));
  const faults = forbidden.flatMap(([pattern, what]) => {
    const found = pattern.exec(text);
    return found ? [what.replace("$1", found[1]?.toLowerCase() ?? "")] : [];
  });
  if (text.includes("\0")) faults.push("a character that no SVG holds");
  if (externalReference(text) !== undefined) faults.push("a reference to something outside itself");
  return faults.map((what) => ({
    path,
    code: "unsafe_svg",
    message: `The SVG holds ${what}; export it as a plain SVG with everything inside.`,
  }));
}

const character = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : "");
