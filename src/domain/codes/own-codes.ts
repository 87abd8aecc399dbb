import type { Texts } from "../language.ts";

export const symbologies = [
  "qr",
  "aztec",
  "pdf417",
  "code128",
  "ean13",
  "itf14",
  "datamatrix",
] as const;
export type Symbology = (typeof symbologies)[number];

export const codeForms = ["barcode", "text", "both"] as const;
export const redeemPlaces = ["till", "gate", "machine", "web"] as const;
export const useReports = ["none", "file", "api"] as const;

/** How an offer's tickets bear codes of the provider's own till or gate, in place of our barcode. */
export interface OwnCodes {
  symbology: Symbology;
  /** As a barcode, as text to type, or both. */
  showAs: (typeof codeForms)[number];
  redeemAt: (typeof redeemPlaces)[number];
  /** Where a code is used on the web. */
  redeemUrl?: string | undefined;
  /** Without them the tickets bear a sentence of ours. */
  instructions?: Texts | undefined;
  /** Whether the provider tells which codes were used. */
  reportsUse: (typeof useReports)[number];
}

/** A code as its ticket shows it. */
export interface TicketCode {
  code: string;
  pin?: string | undefined;
}

/** The text under or in place of a barcode; empty when there is none. */
export function codeText({ showAs }: Pick<OwnCodes, "showAs">, { code, pin }: TicketCode): string {
  return [
    ...(showAs === "barcode" ? [] : [code]),
    ...(pin === undefined ? [] : [`PIN ${pin}`]),
  ].join(" · ");
}

/** How the holder uses the code, in our words. */
export const ownCodeSentences: Record<OwnCodes["redeemAt"], Texts> = {
  till: {
    nb: "Vis koden i kassa.",
    nn: "Vis koden i kassa.",
    en: "Show the code at the till.",
  },
  gate: {
    nb: "Hold koden mot leseren ved porten.",
    nn: "Hald koden mot lesaren ved porten.",
    en: "Hold the code to the reader at the gate.",
  },
  machine: {
    nb: "Bruk koden i automaten.",
    nn: "Bruk koden i automaten.",
    en: "Use the code at the machine.",
  },
  web: {
    nb: "Skriv inn koden på nettsiden.",
    nn: "Skriv inn koden på nettsida.",
    en: "Enter the code on the website.",
  },
};

/** How the holder uses the code: the provider's own words, or ours; with the web address. */
export function codeInstructions({ redeemAt, instructions, redeemUrl }: OwnCodes): Texts {
  const texts = instructions ?? ownCodeSentences[redeemAt];
  if (redeemUrl === undefined) return texts;
  return Object.fromEntries(
    Object.entries(texts).flatMap(([language, text]) =>
      text === undefined ? [] : [[language, `${text} ${redeemUrl}`]],
    ),
  ) as Texts;
}
