// https://developer.apple.com/documentation/walletpasses/creating_the_source_for_a_pass#3736718
import { PackageFault } from "./package-fault.ts";

const text = '"((?:[^"\\\\]|\\\\.)*)"';
const comment = "/\\*(?:[^*]|\\*(?!/))*\\*/|//[^\\n]*(?:\\n|$)";
const pair = new RegExp(`(?:\\s|${comment})*(?:${text}\\s*=\\s*${text}\\s*;|$)`, "gsy");

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t" };
const plain = (escaped: string) =>
  escaped.replace(/\\(.)/gs, (_all, next: string) => escapes[next] ?? next);

/**
 * Parses a strings file, UTF-16 with a byte order mark or else UTF-8. Throws PackageFault for a syntax
 * error.
 */
export function readStrings(bytes: Buffer): Map<string, string> {
  const utf16 = bytes.length >= 2 && bytes.readUInt16LE(0) === 0xfeff;
  const source = bytes.toString(utf16 ? "utf16le" : "utf8").replace(/^\uFEFF/, "");
  const pairs = new Map<string, string>();
  let end = 0;
  for (const found of source.matchAll(pair)) {
    end = found.index + found[0].length;
    const [, key, value] = found;
    if (key !== undefined && value !== undefined) pairs.set(plain(key), plain(value));
  }
  if (end !== source.length) throw new PackageFault("A strings file cannot be read.");
  return pairs;
}
