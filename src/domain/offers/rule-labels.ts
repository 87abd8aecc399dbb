import type { Language, Texts } from "../language.ts";
import { languagesOfRules, ticketRuleWords } from "./ticket-rule-words.ts";

/** A text in each language that has words for a ticket's rules. */
export const inRuleLanguages = (text: (language: Language) => string): Texts => ({
  ...Object.fromEntries(languagesOfRules.map((language) => [language, text(language)])),
  nb: text("nb"),
});

const word = (name: "rules" | "valid" | "parts" | "contact") =>
  inRuleLanguages((language) => ticketRuleWords(language)[name]);

/** The label of each text about a ticket's rules. */
export const ruleLabels = {
  rules: word("rules"),
  front: word("valid"),
  frontWithParts: word("parts"),
  contact: word("contact"),
};
