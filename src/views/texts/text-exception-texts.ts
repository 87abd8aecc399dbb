import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  reason: "Hvorfor trengs ordet?",
  reasonHelp:
    "Er ordet navnet på en film eller det en utstilling handler om, kan kulturkontoret godta det. De leser dette sammen med teksten.",
  acceptLegend: "Ord som ellers ikke godtas på en billett",
  acceptHelp:
    "Kan ordet fortelle andre hvorfor barnet har billetten? Send da tilbudet tilbake. Det som godtas, er akkurat denne teksten.",
  accept: (words: string, isTitle: boolean) =>
    `Godta «${words}» i ${isTitle ? "navnet" : "beskrivelsen"}`,
  because: (reason: string) => `(Tilbyderen skriver: ${reason})`,
  notAccepted: "Godta teksten, eller send tilbake.",
  waits: "Kulturkontoret må godta disse tekstene før de gjelder:",
};

const nn: typeof nb = {
  reason: "Kvifor trengst ordet?",
  reasonHelp:
    "Er ordet namnet på ein film eller det ei utstilling handlar om, kan kulturkontoret godta det. Dei les dette saman med teksten.",
  acceptLegend: "Ord som elles ikkje blir godtekne på ein billett",
  acceptHelp:
    "Kan ordet fortelje andre kvifor barnet har billetten? Send då tilbodet tilbake. Det som blir godteke, er akkurat denne teksten.",
  accept: (words, isTitle) => `Godta «${words}» i ${isTitle ? "namnet" : "skildringa"}`,
  because: (reason) => `(Tilbydaren skriv: ${reason})`,
  notAccepted: "Godta teksten, eller send tilbake.",
  waits: "Kulturkontoret må godta desse tekstane før dei gjeld:",
};

/** What provider and culture office read of a text with a word of the deny-list. */
export const textExceptionTexts = (language: StaffLanguage): typeof nb => ({ nb, nn })[language];
