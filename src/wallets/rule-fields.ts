import type { Offer } from "../domain/offers/offer.ts";
import { ruleLabels } from "../domain/offers/rule-labels.ts";
import { frontRule, rulesAsText } from "../domain/offers/ticket-rules.ts";
import { contactText, type ShownProvider } from "../domain/providers/contact-text.ts";
import type { TicketStyle } from "../domain/templates/template.ts";
import type { ContentField } from "./content-field.ts";
import { partsField } from "./part-fields.ts";
import { timeField } from "./ticket-time.ts";

/** Apple's limit of the fields below the picture. */
const roomOnFront = 4;

/** A template's keys begin with a letter, so these are never taken. */
const keys = { front: "_rule", rules: "_rules", contact: "_contact" };

/**
 * Adds to a template's fields what the holder must know at the door: in short on the front, in full on
 * the back, with the provider's address. On a full front the last field moves to the back. The back
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
  const added = [
    back(keys.rules, ruleLabels.rules, rulesAsText(terms)),
    ...(offer.validFor ? [timeField] : []),
    ...(offer.parts ? [partsField] : []),
    ...(contact === undefined ? [] : [back(keys.contact, ruleLabels.contact, { nb: contact })]),
  ];
  const onFront = fields.filter(({ slot }) => slot !== "back");
  const onBack = fields.filter(({ slot }) => slot === "back");
  const short = frontRule(terms);
  if (!short) return [...onFront, ...added, ...onBack];
  const moved = lastWithoutRoom(onFront, style);
  return [
    ...onFront.filter((field) => field !== moved),
    {
      slot: "auxiliary",
      key: keys.front,
      label: offer.parts ? ruleLabels.frontWithParts : ruleLabels.front,
      value: { kind: "text", text: short },
    },
    ...added,
    ...(moved ? [{ ...moved, slot: "back" as const }] : []),
    ...onBack,
  ];
}

/** The last field of the rows that the rule stands in, when they are full. */
export function lastWithoutRoom(
  fields: readonly ContentField[],
  style: TicketStyle,
): ContentField | undefined {
  const row = fields.filter(
    ({ slot }) => slot === "auxiliary" || (style !== "event" && slot === "secondary"),
  );
  return row.length < roomOnFront ? undefined : row.at(-1);
}
