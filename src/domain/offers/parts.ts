import { joinWords } from "../date-text.ts";
import { textIn, type Language, type Texts } from "../language.ts";

/** What is ticked off separately on one ticket, as entry and popcorn. The first part of an offer lets in. */
export interface OfferPart {
  key: string;
  label: Texts;
}

/** Uses left of each part of an untouched ticket, in the order of the parts. */
export const untouchedParts = (parts: readonly OfferPart[], uses: number): number[] =>
  parts.map(() => uses);

/** Within a list, as "Inngang og popcorn", a label begins small, unless it is an abbreviation. */
const inList = (label: string, index: number) =>
  index > 0 && /^\p{Lu}\p{Ll}/u.test(label)
    ? label.charAt(0).toLocaleLowerCase("nb") + label.slice(1)
    : label;

/** Names parts in one phrase: "Inngang og popcorn". */
export const partNames = (parts: readonly OfferPart[], language: Language): string =>
  joinWords(
    parts.map(({ label }, index) => inList(textIn(label, language), index)),
    language,
  );

/** Says what is left of a ticket's parts: "Popcorn", or of several uses "Inngang 2, popcorn 3"; a dash for nothing. */
export function partsLeftText(
  parts: readonly OfferPart[],
  left: readonly number[],
  language: Language,
): string {
  const kept = parts.flatMap((part, index) => {
    const uses = left[index] ?? 0;
    return uses > 0 ? [{ part, uses }] : [];
  });
  if (kept.length === 0) return "–";
  if (kept.every(({ uses }) => uses === 1)) {
    return partNames(
      kept.map(({ part }) => part),
      language,
    );
  }
  return kept
    .map(({ part, uses }, index) => `${inList(textIn(part.label, language), index)} ${uses}`)
    .join(", ");
}
