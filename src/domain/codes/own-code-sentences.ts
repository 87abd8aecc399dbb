import type { Texts } from "../language.ts";
import type { OwnCodes } from "./own-codes.ts";

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
