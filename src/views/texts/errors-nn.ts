import type { ErrorCode } from "../../errors.ts";
import type { ErrorTexts } from "./errors-nb.ts";

const nav = {
  validation_failed: "Noko i skjemaet er ikkje rett. Gå tilbake og sjå over det.",
  unauthorized: "Økta er over. Logg inn og prøv igjen.",
  forbidden: "Kontoen din har ikkje tilgang til dette.",
  not_found: "Ho kan vere flytta, eller høyre til ein annan kommune.",
  method_not_allowed: "Sida tek ikkje imot dette.",
  not_acceptable: "Sida finst ikkje i dette formatet.",
  conflict: "Noko blei endra samtidig. Sjå korleis det står no, og prøv igjen.",
  illegal_state: "Det lèt seg ikkje gjere slik det er no. Gå tilbake, og sjå korleis det står.",
  nothing_allocated: "Ingenting blei tildelt.",
  quota_below_allocated: "Det er delt ut fleire billettar enn dette talet.",
  gone: "Alle billettane her er avslutta.",
  precondition_failed:
    "Nokon endra dette medan du skreiv. Opne det på nytt, og sjå kva som er endra.",
  too_large: "Det du sende, er for stort.",
  unsupported_media_type: "Sida tek ikkje imot denne typen fil.",
  idempotency_key_reused: "Nøkkelen er brukt til noko anna.",
  unprocessable: "Det lèt seg ikkje gjere slik det er no.",
  revealing_text: "Ein tekst røper kvifor nokon har billetten.",
  too_many_requests: "For mange forsøk. Vent eit minutt og prøv igjen.",
  internal: "Noko gjekk gale hos oss. Prøv igjen om litt.",
  wallet_unavailable: "Google Wallet svarer ikkje akkurat no. Prøv igjen om litt.",
  unavailable: "Tenesta svarer ikkje akkurat no. Prøv igjen om litt.",
} satisfies Record<ErrorCode, string>;

/** What the pages of each caller say of an error, in Nynorsk. */
export const errorsNn: ErrorTexts = {
  heading: "Dette gjekk ikkje",
  headings: { forbidden: "Du har ikkje tilgang", not_found: "Sida finst ikkje" },
  toFrontPage: "Til framsida",
  toReviews: "Til det som ventar",
  texts: {
    nav,
    auditor: nav,
    operator: nav,
    culture: {
      ...nav,
      illegal_state: "Tilbodet er allereie behandla, av ein kollega eller i eit anna vindauge.",
    },
    provider: {
      ...nav,
      unauthorized: "Du er logga ut. Logg inn og prøv igjen.",
      forbidden: "Spør ein eigar hos dykk, eller kulturkontoret.",
      not_found: "Ho kan vere flytta, eller høyre til nokon andre.",
      illegal_state: "Det lèt seg ikkje gjere slik tilbodet er no.",
    },
  },
};
