import type { Texts } from "../domain/language.ts";
import type { Offer } from "../domain/offers/offer.ts";
import type {
  FieldSlot,
  FieldSource,
  TemplateColors,
  TemplateDefinition,
  TicketStyle,
} from "../domain/templates/template.ts";

/**
 * A field's value. `text` and `instant` are the same for all tickets of the offer; `ticket` differs from
 * ticket to ticket.
 */
export type ContentValue =
  | { kind: "text"; text: Texts }
  | { kind: "instant"; at: Date; precision: "day" | "minute" }
  | { kind: "ticket"; source: "usesLeft" | "ticketNumber" };

export interface ContentField {
  slot: FieldSlot;
  key: string;
  label: Texts;
  value: ContentValue;
  changeMessage?: Texts;
}

/** The wallet-neutral content that all tickets of an offer share. */
export interface TicketContent {
  offerId: string;
  contentVersion: number;
  style: TicketStyle;
  /** The provider: the pass's organisation. */
  organizationName: string;
  title: Texts;
  description?: Texts;
  logoText?: Texts;
  colors: TemplateColors;
  fields: ContentField[];
  validity: Offer["validity"];
  event?: NonNullable<Offer["event"]>;
  place?: NonNullable<Offer["place"]>;
  /** Persons admitted: 1 + companions. */
  admits: number;
}

/** The part of a ticket that differs from ticket to ticket. */
export interface TicketState {
  serialNumber: string;
  /** As people read it. */
  ticketNumber: string;
  usesLeft: number | null;
  /** Set for an ended ticket, which is served voided and without personal content. */
  endedAt: Date | null;
  barcode: string;
}

const admitsText = (admits: number): Texts =>
  admits === 1
    ? { nb: "1 person", nn: "1 person", en: "1 person" }
    : { nb: `${admits} personer`, nn: `${admits} personar`, en: `${admits} people` };

/** The last whole second of a half-open period, which is shown to people as its end. */
const lastMoment = (until: Date) => new Date(until.getTime() - 1000);

function valueOf(source: FieldSource, offer: Offer): ContentValue | undefined {
  const { event, place } = offer;
  switch (source) {
    case "title":
      return { kind: "text", text: offer.title };
    case "description":
      return offer.description && { kind: "text", text: offer.description };
    case "validFrom":
      return { kind: "instant", at: offer.validity.from, precision: "day" };
    case "validUntil":
      return { kind: "instant", at: lastMoment(offer.validity.until), precision: "day" };
    case "doors":
      return event?.doors && { kind: "instant", at: event.doors, precision: "minute" };
    case "eventStart":
      return event && { kind: "instant", at: event.start, precision: "minute" };
    case "place":
      return place && { kind: "text", text: { nb: place.name } };
    case "address":
      return place && { kind: "text", text: { nb: place.address } };
    case "admits":
      return { kind: "text", text: admitsText(1 + offer.companions) };
    case "usesLeft":
      return offer.uses === null ? undefined : { kind: "ticket", source };
    case "ticketNumber":
      return { kind: "ticket", source };
  }
}

/** Replaces `%@` by the provider's name, so that a shipped template fits every provider. */
const withName = (texts: Texts, name: string) =>
  Object.fromEntries(
    Object.entries(texts).map(([language, text]) => [language, text?.replaceAll("%@", () => name)]),
  ) as Texts;

/** Combines template and offer into content. Leaves out a field whose value the offer lacks. */
export function contentOf(
  template: TemplateDefinition,
  offer: Offer,
  organizationName: string,
): TicketContent {
  const fields = Object.entries(template.fields).flatMap(([slot, templateFields]) =>
    templateFields.flatMap(({ key, label, value, changeMessage }): ContentField[] => {
      const shown: ContentValue | undefined =
        "text" in value ? { kind: "text", text: value.text } : valueOf(value.source, offer);
      if (!shown) return [];
      const field = { slot: slot as FieldSlot, key, label, value: shown };
      return [changeMessage ? { ...field, changeMessage } : field];
    }),
  );
  return {
    offerId: offer.id,
    contentVersion: offer.contentVersion,
    style: template.style,
    organizationName,
    title: offer.title,
    ...(offer.description && { description: offer.description }),
    ...(template.logoText && { logoText: withName(template.logoText, organizationName) }),
    colors: template.colors,
    fields,
    validity: offer.validity,
    ...(offer.event && { event: offer.event }),
    ...(offer.place && { place: offer.place }),
    admits: 1 + offer.companions,
  };
}
