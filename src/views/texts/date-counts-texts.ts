import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  heading: "Dag for dag",
  parts: "Krysset av",
  day: "Dag",
  used: "Brukt",
  small: "færre enn 5",
  atLeast: (n: number) => `minst ${n}`,
  withheld: "Tallene dag for dag vises ikke ennå, siden de ville røpet et antall under fem.",
  none: "Den første dagen har ikke vært ennå.",
};

const nn: typeof nb = {
  heading: "Dag for dag",
  parts: "Kryssa av",
  day: "Dag",
  used: "Brukt",
  small: "færre enn 5",
  atLeast: (n) => `minst ${n}`,
  withheld: "Tala dag for dag blir ikkje viste enno, sidan dei ville røpt eit tal under fem.",
  none: "Den første dagen har ikkje vore enno.",
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What is said of an offer's uses by day, and by part. */
export const dateCountsTexts = (language: StaffLanguage) => catalogues[language];
