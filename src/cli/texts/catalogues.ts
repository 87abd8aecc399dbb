import { ownCodeSentences } from "../../domain/codes/own-codes.ts";
import { languages, type Language } from "../../domain/language.ts";
import { ruleCatalogues } from "../../domain/offers/ticket-rule-words.ts";
import { cancellationWordings } from "../../domain/recipients/cancellation-text.ts";
import { codeWordings } from "../../domain/recipients/code-beside-link.ts";
import { messageWordings } from "../../domain/recipients/message-wordings.ts";
import { moveWordings } from "../../domain/recipients/move-text.ts";
import { holderCatalogues } from "../../views/texts/holder-texts.ts";

/** Texts by key; some have places for values, some are in groups. */
export type Catalogue = Readonly<Record<string, unknown>>;

interface FamilyTexts {
  /** Where families read them. */
  where: string;
  texts: Readonly<Record<Language, Catalogue>>;
}

const sentences = (language: Language): Catalogue =>
  Object.fromEntries(
    Object.entries(ownCodeSentences).map(([place, texts]) => [place, texts[language]]),
  );

const byLanguage = (catalogueOf: (language: Language) => Catalogue) =>
  Object.fromEntries(languages.map((language) => [language, catalogueOf(language)])) as Record<
    Language,
    Catalogue
  >;

const asCatalogues = (wordings: Readonly<Record<Language, object>>) =>
  byLanguage((language) => ({ ...wordings[language] }));

/** Every catalogue that families read, under the name that begins its keys. */
export const familyTexts: Readonly<Record<string, FamilyTexts>> = {
  page: { where: "the families' page", texts: asCatalogues(holderCatalogues) },
  rules: { where: "wallets, page, paper, message", texts: asCatalogues(ruleCatalogues) },
  code: { where: "under a provider's own code", texts: byLanguage(sentences) },
  ready: { where: "message: tickets are ready", texts: asCatalogues(messageWordings) },
  codeBesideLink: { where: "message: the code beside the link", texts: asCatalogues(codeWordings) },
  moved: { where: "message: time or place changed", texts: asCatalogues(moveWordings) },
  cancelled: { where: "message: cancelled", texts: asCatalogues(cancellationWordings) },
};
