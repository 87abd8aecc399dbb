/** The font of what the service draws itself: paper and previews. */
import { openSync, type Font } from "fontkit";
import { fontPath } from "./assets.ts";

export type Weight = "regular" | "semibold";

const fonts = new Map<Weight, Font>();

export function drawnFont(weight: Weight): Font {
  const known = fonts.get(weight);
  if (known) return known;
  const font = openSync(fontPath(weight));
  if (!("layout" in font)) throw new Error("The font file holds more than one font.");
  fonts.set(weight, font);
  return font;
}

const isDrawn = (character: string) =>
  /\s/.test(character) || drawnFont("regular").hasGlyphForCodePoint(character.codePointAt(0) ?? 0);

const graphemes = new Intl.Segmenter("nb", { granularity: "grapheme" });

/** What of a grapheme can be drawn: nothing of one that begins with what cannot, as an emoji of several parts. */
function drawnPart(grapheme: string): string {
  const characters = Array.from(grapheme);
  return isDrawn(characters[0] ?? "") ? characters.filter(isDrawn).join("") : "";
}

/** Leaves out what the font has no glyph for, as emoji and other scripts, and the space that it leaves. */
export function drawable(text: string): string {
  const composed = text.normalize("NFC");
  if (Array.from(composed).every(isDrawn)) return composed;
  const parts = Array.from(graphemes.segment(composed), ({ segment }) => drawnPart(segment));
  return parts.join("").replace(/ {2,}/g, " ").replace(/^ | $/gm, "");
}
