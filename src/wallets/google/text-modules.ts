import type { walletobjects_v1 } from "@googleapis/walletobjects";
import type { Language, Texts } from "../../domain/language.ts";
import { fieldSlots } from "../../domain/templates/template.ts";
import type { TicketContent, TicketState } from "../content.ts";
import type { ContentField } from "../content-field.ts";
import { partsText } from "../part-fields.ts";
import { frontRuleKey } from "../rule-fields.ts";
import { timeText } from "../ticket-time.ts";
import { localized, textOfInstant } from "./localized.ts";

type TextModule = walletobjects_v1.Schema$TextModuleData;

/** Google shows at most ten text modules of a class and ten of an object. */
const maxModules = 10;
/** Three rows of two. */
const maxOnCard = 6;

const sameText = (one: Texts, other: Texts | undefined) =>
  other !== undefined && JSON.stringify(one) === JSON.stringify(other);
const sameInstant = (one: Date, other: Date | undefined) => one.getTime() === other?.getTime();

/** Whether the vertical shows the field in a place of its own, so that a module would repeat it. */
function hasOwnPlace({ value }: ContentField, content: TicketContent): boolean {
  const { style, event, place } = content;
  // A code as text stands where the barcode would.
  if (value.kind === "ticket") return value.source === "code";
  if (value.kind === "instant") {
    if (style !== "event") return false;
    return sameInstant(value.at, event?.start) || sameInstant(value.at, event?.doors);
  }
  if (sameText(value.text, content.title)) return true;
  if (style === "coupon") return sameText(value.text, content.description);
  if (style !== "event" || !place) return false;
  return sameText(value.text, { nb: place.name }) || sameText(value.text, { nb: place.address });
}

/** Ids have letters, digits, `_` and `-`: a dot would split the path in a card's layout. */
const moduleId = (key: string) => key.replaceAll(/[^A-Za-z0-9_-]/g, "_");

function moduleOf(field: ContentField, value: Texts, language?: Language): TextModule {
  return {
    id: moduleId(field.key),
    localizedHeader: localized(field.label, language),
    localizedBody: localized(value, language),
  };
}

function ticketValue(
  source: TicketSource,
  ticket: TicketState & { language: Language },
  { parts }: TicketContent,
): Texts | undefined {
  if (source === "code") return { nb: ticket.barcodeText };
  if (source === "ticketNumber") return { nb: ticket.ticketNumber };
  if (source === "lastsUntil") return { nb: timeText(ticket.lastsUntil) };
  if (source === "partsLeft") return { nb: partsText(parts, ticket.partsLeft, ticket.language) };
  return ticket.usesLeft === null ? undefined : { nb: String(ticket.usesLeft) };
}

type TicketSource = Extract<ContentField["value"], { kind: "ticket" }>["source"];

export interface TextModules {
  /** The same for all tickets of the offer: a change is one call. */
  ofClass: TextModule[];
  ofObject(ticket: TicketState & { language: Language }): TextModule[];
  /** Keys of fields beyond the twenty modules. */
  leftOut: string[];
  /** Paths for the layout of the card's front. */
  front: string[];
}

/** The fields that become text modules, in reading order. */
export function moduleFields(content: TicketContent): ContentField[] {
  return fieldSlots
    .flatMap((slot) => content.fields.filter((field) => field.slot === slot))
    .filter((field) => !hasOwnPlace(field, content));
}

/**
 * The fields on the card's front: the short rule first, since there is room for few, then in reading order.
 * An event's card without a rule has Google's own layout, which shows day, hour and place.
 */
export function cardFields(content: TicketContent): ContentField[] {
  const front = moduleFields(content).filter(({ slot }) => slot !== "back");
  const rule = front.filter(({ key }) => key === frontRuleKey);
  if (content.style === "event" && rule.length === 0) return [];
  const room = content.style === "event" && content.event ? maxOnCard - 2 : maxOnCard;
  return [...rule, ...front.filter((field) => !rule.includes(field))].slice(0, room);
}

/** Distributes the fields: shared ones to the class, others to the object. */
export function textModules(content: TicketContent): TextModules {
  const fields = moduleFields(content);
  const settled = fields.flatMap((field) => {
    const { value } = field;
    if (value.kind === "ticket") return [];
    const text = value.kind === "text" ? value.text : textOfInstant(value.at, value.precision);
    return [{ slot: field.slot, module: moduleOf(field, text) }];
  });
  const perTicket = fields.flatMap((field) =>
    field.value.kind === "ticket" ? [{ field, source: field.value.source }] : [],
  );
  const inObject = settled.slice(maxModules, 2 * maxModules - perTicket.length);
  const idsInClass = new Set(settled.slice(0, maxModules).map(({ module }) => module.id));
  return {
    ofClass: settled.slice(0, maxModules).map(({ module }) => module),
    ofObject: (ticket) => [
      ...perTicket.flatMap(({ field, source }) => {
        const value = ticketValue(source, ticket, content);
        return value ? [moduleOf(field, value, ticket.language)] : [];
      }),
      ...inObject.map(({ module }) => module),
    ],
    leftOut: settled.slice(maxModules + inObject.length).map(({ module }) => module.id ?? ""),
    front: cardFields(content)
      .map(({ key }) => moduleId(key))
      .map((id) => `${idsInClass.has(id) ? "class" : "object"}.textModulesData['${id}']`),
  };
}
