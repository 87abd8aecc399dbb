import type { ReasonCode } from "../../domain/reasons.ts";
import { drawTexts } from "./draw-texts.ts";
import type { StaffLanguage } from "./staff-texts.ts";

type OwnCode = Exclude<ReasonCode, keyof ReturnType<typeof drawTexts>["reasons"]>;

const nb = {
  choose: "Velg grunn",
  names: {
    wrong_child: "Feil barn",
    family_asked: "Familien har bedt om det",
    moved: "Flyttet",
    cancelled: "Avlyst",
    duplicate: "Dobbelt",
    wrong_entry: "Lagt inn ved en feil",
    not_needed: "Opplysningene trengs ikke lenger",
    other: "Annet",
  } satisfies Record<OwnCode, string>,
  inWords: "Skriv hvorfor",
  inWordsHelp:
    "Må fylles ut ved «Annet». Bare for NAV: mottakeren ser det ikke. Skriv ikke navn eller fødselsnummer.",
  erasureHelp: "Står i loggen, uten noe om barnet.",
  chooseOne: "Velg en grunn.",
  sayOther: "Skriv hvorfor når du velger «Annet».",
  badText: "Grunnen kan ha høyst 500 tegn og ikke ligne et fødselsnummer.",
};

const nn: typeof nb = {
  choose: "Vel grunn",
  names: {
    wrong_child: "Feil barn",
    family_asked: "Familien har bede om det",
    moved: "Flytta",
    cancelled: "Avlyst",
    duplicate: "Dobbelt",
    wrong_entry: "Lagt inn ved ein feil",
    not_needed: "Opplysningane trengst ikkje lenger",
    other: "Anna",
  },
  inWords: "Skriv kvifor",
  inWordsHelp:
    "Må fyllast ut ved «Anna». Berre for NAV: mottakaren ser det ikkje. Skriv ikkje namn eller fødselsnummer.",
  erasureHelp: "Står i loggen, utan noko om barnet.",
  chooseOne: "Vel ein grunn.",
  sayOther: "Skriv kvifor når du vel «Anna».",
  badText: "Grunnen kan ha høgst 500 teikn og ikkje likne eit fødselsnummer.",
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What forms and lists say about reasons; `names` has each code's words. */
export function reasonTexts(language: StaffLanguage) {
  const { names, ...texts } = catalogues[language];
  return { ...texts, names: { ...names, ...drawTexts(language).reasons } };
}
