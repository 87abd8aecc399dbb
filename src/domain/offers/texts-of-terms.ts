import type { OfferTerms } from "./offer.ts";

/** Lists the texts that a holder reads, with their paths in the request body. */
export function textsOfTerms({
  title,
  description,
  parts = [],
  place,
  ownCodes,
}: OfferTerms): [path: string, text: string][] {
  const inLanguages = (name: string, texts: object | undefined) =>
    Object.entries(texts ?? {}).flatMap(([language, text]): [string, string][] =>
      typeof text === "string" ? [[`${name}.${language}`, text]] : [],
    );
  return [
    ...inLanguages("title", title),
    ...inLanguages("description", description),
    ...parts.flatMap(({ label }, index) => inLanguages(`parts[${index}].label`, label)),
    ...inLanguages("instructions", ownCodes?.instructions),
    ...(ownCodes?.redeemUrl === undefined
      ? []
      : ([["redeemUrl", ownCodes.redeemUrl]] satisfies [string, string][])),
    ...(place
      ? ([
          ["place.name", place.name],
          ["place.address", place.address],
        ] satisfies [string, string][])
      : []),
  ];
}
