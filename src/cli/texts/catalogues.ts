import { ownCodeSentences } from "../../domain/codes/own-code-sentences.ts";
import { drawLetterTexts } from "../../domain/draws/draw-letter-texts.ts";
import { languages, type Language, type Texts } from "../../domain/language.ts";
import { ruleCatalogues } from "../../domain/offers/ticket-rule-words.ts";
import { cancellationWordings } from "../../domain/recipients/cancellation-text.ts";
import { codeWordings } from "../../domain/recipients/code-beside-link.ts";
import { messageWordings } from "../../domain/recipients/message-wordings.ts";
import { moveWordings } from "../../domain/recipients/move-text.ts";
import { holderCatalogues } from "../../views/texts/holder-texts.ts";
import { walletTexts } from "../../wallets/wallet-texts.ts";
import { templateTexts } from "./template-texts.ts";

/** Texts by key; some have places for values, some are in groups. */
export type Catalogue = Readonly<Record<string, unknown>>;

/**
 * Who is heard in a text. "venue": tickets, and what is said of them, which must not tell how a ticket came; "nav": NAV's
 * own letters, which name it.
 */
export type Voice = "venue" | "nav";

export interface FamilyTexts {
  /** Where families read them. */
  where: string;
  voice: Voice;
  texts: Readonly<Record<Language, Catalogue>>;
}

const sentences =
  (texts: Readonly<Record<string, Texts>>) =>
  (language: Language): Catalogue =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text[language]]));

const byLanguage = (catalogueOf: (language: Language) => Catalogue) =>
  Object.fromEntries(languages.map((language) => [language, catalogueOf(language)])) as Record<
    Language,
    Catalogue
  >;

const asCatalogues = (wordings: Readonly<Partial<Record<Language, object>>>) =>
  byLanguage((language) => ({ ...wordings[language] }));

const ofVenue = (where: string, texts: FamilyTexts["texts"]): FamilyTexts => ({
  where,
  voice: "venue",
  texts,
});

/** Every catalogue that families read, under the name that begins its keys. */
export const familyTexts: Readonly<Record<string, FamilyTexts>> = {
  page: ofVenue("the families' page", asCatalogues(holderCatalogues)),
  rules: ofVenue("wallets, page, paper, message", asCatalogues(ruleCatalogues)),
  wallets: ofVenue("both wallets", byLanguage(sentences(walletTexts))),
  templates: ofVenue("both wallets: shipped templates", byLanguage(sentences(templateTexts()))),
  code: ofVenue("under a provider's own code", byLanguage(sentences(ownCodeSentences))),
  ready: ofVenue("message: tickets are ready", asCatalogues(messageWordings)),
  codeBesideLink: ofVenue("message: the code beside the link", asCatalogues(codeWordings)),
  moved: ofVenue("message: time or place changed", asCatalogues(moveWordings)),
  cancelled: ofVenue("message: cancelled", asCatalogues(cancellationWordings)),
  draw: {
    where: "NAV's letter on a draw",
    voice: "nav",
    texts: asCatalogues(drawLetterTexts),
  },
};
