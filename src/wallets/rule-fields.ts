import type { Texts } from "../domain/language.ts";
import type { Offer } from "../domain/offers/offer.ts";
import { ruleLabels } from "../domain/offers/rule-labels.ts";
import { frontRule, rulesAsText } from "../domain/offers/ticket-rules.ts";
import { contactText, type ShownProvider } from "../domain/providers/contact-text.ts";
import type { TicketStyle } from "../domain/templates/template.ts";
import type { ContentField } from "./content-field.ts";
import { partsField } from "./part-fields.ts";
import { timeField } from "./ticket-time.ts";
import { walletTexts } from "./wallet-texts.ts";

/** Apple's limit of the fields below the picture. */
const roomOnFront = 4;

/** A template's keys begin with a letter, so these are never taken. */
const keys = { start: "_start", rules: "_rules", contact: "_contact" };
/** Of the short rule on the front. */
export const frontRuleKey = "_rule";

/** When an event begins, for a ticket whose template does not show it on the front. */
const startField = (at: Date): ContentField => ({
  slot: "auxiliary",
  key: keys.start,
  label: walletTexts.starts,
  value: { kind: "instant", at, precision: "minute" },
  changeMessage: walletTexts.newTime,
});

const ruleField = (short: Texts, { parts }: Offer): ContentField => ({
  slot: "auxiliary",
  key: frontRuleKey,
  label: parts ? ruleLabels.frontWithParts : ruleLabels.front,
  value: { kind: "text", text: short },
});

/**
 * Adds to a template's fields what the holder must know at the door: in short on the front, in full on
 * the back, with the provider's address. On a full front the last fields move to the back. The back
 * begins with the rules, so that a wallet with little room leaves out something else.
 */
export function withRuleFields(
  fields: readonly ContentField[],
  style: TicketStyle,
  offer: Offer,
  provider: ShownProvider,
): ContentField[] {
  const terms = { ...offer, admits: 1 + offer.companions };
  const back = (key: string, label: ContentField["label"], text: ContentField["label"]) =>
    ({ slot: "back", key, label, value: { kind: "text", text } }) as const;
  const contact = contactText(provider);
  const onFront = fields.filter(({ slot }) => slot !== "back");
  const onBack = fields.filter(({ slot }) => slot === "back");
  const { event } = offer;
  const isEndShown = event !== undefined && onFront.some((field) => isMinute(field, event.end));
  const short = frontRule(terms, { isEndShown });
  const added = [
    ...(event && !onFront.some((field) => isMinute(field, event.start))
      ? [startField(event.start)]
      : []),
    ...(short ? [ruleField(short, offer)] : []),
  ];
  const moved = withoutRoom(onFront, style, added.length);
  return [
    ...onFront.filter((field) => !moved.includes(field)),
    ...added,
    back(keys.rules, ruleLabels.rules, rulesAsText(terms)),
    ...(offer.validFor ? [timeField] : []),
    ...(offer.parts ? [partsField] : []),
    ...(contact === undefined ? [] : [back(keys.contact, ruleLabels.contact, { nb: contact })]),
    ...moved.map((field) => ({ ...field, slot: "back" as const })),
    ...onBack,
  ];
}

const isMinute = ({ value }: ContentField, at: Date) =>
  value.kind === "instant" && value.precision === "minute" && value.at.getTime() === at.getTime();

/** The last fields of the rows that added ones stand in, as many as do not fit beside those. */
export function withoutRoom(
  fields: readonly ContentField[],
  style: TicketStyle,
  added: number,
): ContentField[] {
  if (added === 0) return [];
  const row = fields.filter(
    ({ slot }) => slot === "auxiliary" || (style !== "event" && slot === "secondary"),
  );
  return row.slice(roomOnFront - added);
}
