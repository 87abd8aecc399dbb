import type { Texts } from "../domain/language.ts";

/** What both wallets show in words of ours, beside the rules of the door and a template's own texts. */
export const walletTexts = {
  starts: { nb: "Starter", nn: "Startar", en: "Starts" },
  newTime: { nb: "Ny tid: %@", nn: "Ny tid: %@", en: "New time: %@" },
  timeEnds: { nb: "Tiden går ut", nn: "Tida går ut", en: "Time ends" },
  partsLeft: { nb: "Igjen", nn: "Att", en: "Left" },
  code: { nb: "Kode", nn: "Kode", en: "Code" },
  howToUseCode: { nb: "Koden", nn: "Koden", en: "The code" },
  changed: { nb: "Billetten er endret", nn: "Billetten er endra", en: "Your ticket has changed" },
  changedTo: {
    nb: "Her ser du hva som gjelder nå.",
    nn: "Her ser du kva som gjeld no.",
    en: "This is how it stands now.",
  },
} satisfies Record<string, Texts>;
