import type { ErrorCode } from "../../errors.ts";

const nav = {
  validation_failed: "Noe i skjemaet er ikke rett. Gå tilbake og se over det.",
  unauthorized: "Økten er over. Logg inn og prøv igjen.",
  forbidden: "Kontoen din har ikke tilgang til dette.",
  not_found: "Den kan være flyttet, eller høre til en annen kommune.",
  method_not_allowed: "Siden tar ikke imot dette.",
  not_acceptable: "Siden finnes ikke i dette formatet.",
  conflict: "Noe ble endret samtidig. Se hvordan det står nå, og prøv igjen.",
  illegal_state: "Det lar seg ikke gjøre slik det er nå. Gå tilbake, og se hvordan det står.",
  nothing_allocated: "Ingenting ble tildelt.",
  quota_below_allocated: "Det er delt ut flere billetter enn dette antallet.",
  gone: "Alle billettene her er avsluttet.",
  precondition_failed:
    "Noen endret dette mens du skrev. Åpne det på nytt, og se hva som er endret.",
  too_large: "Det du sendte, er for stort.",
  unsupported_media_type: "Siden tar ikke imot denne typen fil.",
  idempotency_key_reused: "Nøkkelen er brukt til noe annet.",
  unprocessable: "Det lar seg ikke gjøre slik det er nå.",
  revealing_text: "En tekst røper hvorfor noen har billetten.",
  too_many_requests: "For mange forsøk. Vent et minutt og prøv igjen.",
  internal: "Noe gikk galt hos oss. Prøv igjen om litt.",
  wallet_unavailable: "Google Wallet svarer ikke akkurat nå. Prøv igjen om litt.",
  unavailable: "Tjenesten svarer ikke akkurat nå. Prøv igjen om litt.",
} satisfies Record<ErrorCode, string>;

/** What the pages of each caller say of an error, in Bokmål. */
export const errorsNb = {
  heading: "Dette gikk ikke",
  headings: { forbidden: "Du har ikke tilgang", not_found: "Siden finnes ikke" },
  toFrontPage: "Til forsiden",
  toReviews: "Til det som venter",
  texts: {
    nav,
    auditor: nav,
    operator: nav,
    culture: {
      ...nav,
      illegal_state: "Tilbudet er allerede behandlet, av en kollega eller i et annet vindu.",
    },
    provider: {
      ...nav,
      unauthorized: "Du er logget ut. Logg inn og prøv igjen.",
      forbidden: "Spør en eier hos dere, eller kulturkontoret.",
      not_found: "Den kan være flyttet, eller tilhøre noen andre.",
      illegal_state: "Det lar seg ikke gjøre slik tilbudet er nå.",
    },
  },
};

export type ErrorTexts = typeof errorsNb;
