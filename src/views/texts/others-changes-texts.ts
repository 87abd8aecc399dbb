import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  heading: "De andre endret",
  none: "ingen",
  other: "endret",
  yes: "ja",
  no: "nei",
  ofOne: (now: string) =>
    `Noen andre endret dette til «${now}» mens du skrev. Lagrer du igjen, gjelder det du har skrevet.`,
  yours: "Du har skrevet noe annet her, og det gjelder om du lagrer.",
  rest: "Lagrer du nå, endres bare det du selv har endret.",
  terms: "Vilkår",
  place: "Sted",
  template: "Utseende",
  ownCodes: "Egne koder",
  layout: "Oppsettet av billetten",
};

const nn: typeof nb = {
  heading: "Dei andre endra",
  none: "ingen",
  other: "endra",
  yes: "ja",
  no: "nei",
  ofOne: (now) =>
    `Nokon andre endra dette til «${now}» medan du skreiv. Lagrar du på nytt, gjeld det du har skrive.`,
  yours: "Du har skrive noko anna her, og det gjeld om du lagrar.",
  rest: "Lagrar du no, blir berre det du sjølv har endra, endra.",
  terms: "Vilkår",
  place: "Stad",
  template: "Utsjånad",
  ownCodes: "Eigne kodar",
  layout: "Oppsettet av billetten",
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What a form says of others' changes while it was open. */
export const othersChangesTexts = (language: StaffLanguage) => catalogues[language];
