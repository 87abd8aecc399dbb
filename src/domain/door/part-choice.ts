import type { OfferPart } from "../offers/parts.ts";

/** A part of a ticket with its uses left, as door staff choose it. */
export interface PartLeft extends OfferPart {
  usesLeft: number;
}

/**
 * The position from 1 of the part that a scan ticks off. `none`: the ticket has no parts; `unnamed`: it has, and
 * none was named; `other`: it lacks the part that was named, or the only one that its scanner ticks off.
 */
export type PartChoice = number | "none" | "unnamed" | "other";

/** Which part of a ticket a scan ticks off that names a key, or comes from a scanner of one part alone. */
export function choosePart(
  parts: readonly OfferPart[] | null | undefined,
  key: string | null | undefined,
): PartChoice {
  if (!parts) return key === null || key === undefined ? "none" : "other";
  if (key === null || key === undefined) return "unnamed";
  const index = parts.findIndex((part) => part.key === key);
  return index < 0 ? "other" : index + 1;
}

/** The parts that are not used up, by the uses left of each in their order. */
export const partsWithUses = (parts: readonly OfferPart[], left: readonly number[]): PartLeft[] =>
  parts.flatMap((part, index) => {
    const usesLeft = left[index] ?? 0;
    return usesLeft > 0 ? [{ ...part, usesLeft }] : [];
  });

/** The uses by which a ticket is judged: of the part, or, where none is chosen, of the part with the most. */
export const usesForChoice = (choice: PartChoice, left: readonly number[]): number =>
  typeof choice === "number" ? (left[choice - 1] ?? 0) : Math.max(...left);
