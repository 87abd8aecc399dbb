import { partsInput } from "../../../domain/offers/parts-input.ts";
import type { OfferPart } from "../../../domain/offers/parts.ts";
import type { OfferFormValues } from "../../../views/provider/offer-form-values.ts";

type PartsValues = Pick<OfferFormValues, "parts" | "partsBefore">;

/** A key made of a label: "Brus og is" is `brus-og-is`. */
function keyOf(label: string, index: number): string {
  const plain = label
    .toLocaleLowerCase("nb")
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .replaceAll("å", "a")
    .normalize("NFD")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-$/g, "")
    .slice(0, 30);
  return plain === "" ? `part-${index + 1}` : plain;
}

function partsBefore(json: string): OfferPart[] {
  try {
    return partsInput.safeParse(JSON.parse(json)).data ?? [];
  } catch {
    return [];
  }
}

/** The parts that are typed, one on each line; a label that the offer had keeps its key and its other languages. */
export function partsOf({ parts, partsBefore: json }: PartsValues): unknown {
  const labels = parts
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (labels.length === 0) return null;
  const before = partsBefore(json);
  const keys = new Set<string>();
  return labels.map((label, index) => {
    const kept = before.find((part) => part.label.nb === label);
    const made = kept?.key ?? keyOf(label, index);
    const key = keys.has(made) ? `part-${index + 1}` : made;
    keys.add(key);
    return { key, label: kept?.label ?? { nb: label } };
  });
}

/** The form's values of an offer's parts. */
export const partsValues = (parts: OfferPart[] | undefined): PartsValues => ({
  parts: (parts ?? []).map(({ label }) => label.nb).join("\n"),
  partsBefore: parts ? JSON.stringify(parts) : "",
});
