import type { FieldError } from "../../errors.ts";

const maxBytes = 2 * 1024 * 1024;

/** Whether the bytes are an SVG in text form; a compressed one is not. */
export function isSvg(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 4096).toString("utf8").trimStart();
  return start.startsWith("<") && /<svg[\s/>]/i.test(bytes.subarray(0, 65536).toString("utf8"));
}

/** Whether the bytes are compressed with gzip, as an SVG may be. */
export const isPacked = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** What Illustrator and Inkscape write before an SVG: the name of its DTD, and no entities of its own. */
const standardDoctype =
  /<!DOCTYPE\s{1,9}svg\s{1,9}PUBLIC\s{1,9}"-\/\/W3C\/\/DTD SVG [\w. ]{1,20}\/\/EN"\s{1,9}"https?:\/\/www\.w3\.org\/[\w./-]{1,80}"\s{0,9}>/;

/** Returns the SVG without a DOCTYPE that only names the standard's DTD; any other stays, to be refused. */
export function withoutStandardDoctype(svg: Buffer): Buffer {
  const found = standardDoctype.exec(svg.subarray(0, 4096).toString("latin1"));
  if (!found) return svg;
  const end = found.index + found[0].length;
  return Buffer.concat([svg.subarray(0, found.index), svg.subarray(end)]);
}

/** Tried on text whose white space is single spaces, so that no pattern scans a long run twice. */
const forbidden: [RegExp, string][] = [
  [/<! ?(doctype|entity)/i, "a DOCTYPE or an entity"],
  [/<\?(?!xml )/i, "a processing instruction"],
  [/< ?(?:[\w-]+:)?(script|foreignobject|iframe|embed|object|audio|video|include)\b/i, "a <$1>"],
  [/ on[a-z]+ ?=/i, "an event handler"],
  [/javascript ?:/i, "a script"],
  [/@import/i, "an @import"],
];

/** The references an SVG may have: to its own parts, and to embedded images. */
const internal = /^ ?(#|data:image\/(png|jpe?g|webp)[;,])/i;

const attributeTarget = /\b(?:href|src) ?= ?(?:"([^"]*)"|'([^']*)')/gi;

/**
 * Whether an `href`, a `src` or a CSS `url(…)` points outside the SVG. One pass: a regular expression
 * over whole `url(…)` starts again at each of thousands of unclosed ones, in quadratic time. An
 * unclosed one ends with the text, as CSS has it.
 */
function pointsOutside(text: string): boolean {
  for (const [, double, single] of text.matchAll(attributeTarget)) {
    if (!internal.test(double ?? single ?? "")) return true;
  }
  const start = /\burl\( ?(["']?)/gi;
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const closing = text.indexOf(found[1] || ")", start.lastIndex);
    const end = closing < 0 ? text.length : closing;
    if (!internal.test(text.slice(start.lastIndex, end))) return true;
    start.lastIndex = end;
  }
  return false;
}

/** Why the SVG is not rendered: it could fetch, execute or expand. */
export function svgFaults(bytes: Buffer, path: string): FieldError[] {
  if (bytes.length > maxBytes) {
    return [{ path, code: "too_large", message: "An SVG may be at most 2 MB." }];
  }
  // Numeric references could spell what the patterns look for, all of which is ASCII: that reads the same
  // a byte at a time, several times faster.
  const text = bytes
    .toString("latin1")
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, decimal: string) => character(Number(decimal)))
    .replace(/[\t-\r ]+/g, " ");
  const faults = forbidden.flatMap(([pattern, what]) => {
    const found = pattern.exec(text);
    return found ? [what.replace("$1", found[1]?.toLowerCase() ?? "")] : [];
  });
  if (text.includes("\0")) faults.push("a character that no SVG holds");
  if (pointsOutside(text)) faults.push("a reference to something outside itself");
  return faults.map((what) => ({
    path,
    code: "unsafe_svg",
    message: `The SVG holds ${what}; export it as a plain SVG with everything inside.`,
  }));
}

const character = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : "");
