import type { OwnCodes } from "../domain/codes/own-codes.ts";
import type { Texts } from "../domain/language.ts";
import type { Offer } from "../domain/offers/offer.ts";
import { admitsText, hasWholeDays } from "../domain/offers/ticket-rules.ts";
import type {
  FieldSlot,
  FieldSource,
  TemplateColors,
  TemplateDefinition,
  TicketStyle,
} from "../domain/templates/template.ts";
import type { ShownProvider } from "../domain/providers/contact-text.ts";
import type { ContentField, ContentValue } from "./content-field.ts";
import { withOwnCode } from "./own-code-fields.ts";
import type { TicketParts } from "./part-fields.ts";
import { withRuleFields } from "./rule-fields.ts";

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
  /** Set where a ticket's time begins with its first scan. */
  validFor?: NonNullable<Offer["validFor"]>;
  /** Set where parts of a ticket are ticked off separately. */
  parts?: TicketParts;
  event?: NonNullable<Offer["event"]>;
  sessions?: NonNullable<Offer["sessions"]>;
  place?: NonNullable<Offer["place"]>;
  /** Of a holder whose address is protected: the place is read on the ticket, and the phone itself knows none. */
  isPlaceOnlyRead?: boolean;
  /** Persons admitted: 1 + companions. */
  admits: number;
  /** Set where tickets bear codes of the provider's own. */
  ownCodes?: OwnCodes;
}

/** The part of a ticket that differs from ticket to ticket. */
export interface TicketState {
  serialNumber: string;
  /** As people read it. */
  ticketNumber: string;
  usesLeft: number | null;
  /** Uses left of each part; null: none was ticked off, or it has none. */
  partsLeft: number[] | null;
  /** When the time is over that began with its first scan; null: it has not begun. */
  lastsUntil: Date | null;
  /** Set for an ended ticket, which is served voided and without personal content. */
  endedAt: Date | null;
  /** What a scanner reads: our signed text, or the provider's code; empty for an ended ticket. */
  barcode: string;
  /** Under the barcode or in its place: the ticket number, or the provider's code and PIN. */
  barcodeText: string;
}

/** The last day of a half-open period, or its end where a time of day decides. */
const endOf = (validity: Offer["validity"]): ContentValue =>
  hasWholeDays(validity)
    ? { kind: "instant", at: new Date(validity.until.getTime() - 1000), precision: "day" }
    : { kind: "instant", at: validity.until, precision: "minute" };

function valueOf(source: FieldSource, offer: Offer): ContentValue | undefined {
  const { event, place } = offer;
  switch (source) {
    case "title":
      return { kind: "text", text: offer.title };
    case "description":
      return offer.description && { kind: "text", text: offer.description };
    case "validFrom":
      return {
        kind: "instant",
        at: offer.validity.from,
        precision: hasWholeDays(offer.validity) ? "day" : "minute",
      };
    case "validUntil":
      return endOf(offer.validity);
    case "doors":
      return event?.doors && { kind: "instant", at: event.doors, precision: "minute" };
    case "eventDate":
      return event && { kind: "instant", at: event.start, precision: "day" };
    case "eventStart":
      return event && { kind: "instant", at: event.start, precision: "minute" };
    case "place":
      return place && { kind: "text", text: { nb: place.name } };
    case "address":
      return place && { kind: "text", text: { nb: place.address } };
    case "admits":
      return { kind: "text", text: admitsText(1 + offer.companions) };
    case "usesLeft":
      // Of parts a field of its own says what is left.
      return offer.uses === null || offer.parts ? undefined : { kind: "ticket", source };
    case "ticketNumber":
      return { kind: "ticket", source };
  }
}

/** Replaces `%@` by the provider's name, so that a shipped template fits every provider. */
const withName = (texts: Texts, name: string) =>
  Object.fromEntries(
    Object.entries(texts).map(([language, text]) => [language, text?.replaceAll("%@", () => name)]),
  ) as Texts;

/**
 * Combines template and offer into content. Leaves out a field whose value the offer lacks, and adds what
 * the door goes by.
 */
export function contentOf(
  template: TemplateDefinition,
  offer: Offer,
  provider: ShownProvider,
): TicketContent {
  const organizationName = provider.name;
  const fields = Object.entries(template.fields).flatMap(([slot, templateFields]) =>
    templateFields.flatMap(({ key, label, value, changeMessage }): ContentField[] => {
      const shown: ContentValue | undefined =
        "text" in value ? { kind: "text", text: value.text } : valueOf(value.source, offer);
      if (!shown) return [];
      const field = { slot: slot as FieldSlot, key, label, value: shown };
      return [changeMessage ? { ...field, changeMessage } : field];
    }),
  );
  const { ownCodes } = offer;
  return {
    offerId: offer.id,
    contentVersion: offer.contentVersion,
    style: template.style,
    organizationName,
    title: offer.title,
    ...(offer.description && { description: offer.description }),
    ...(template.logoText && { logoText: withName(template.logoText, organizationName) }),
    colors: template.colors,
    fields: withOwnCode(
      withRuleFields(fields, template.style, offer, provider),
      template.style,
      ownCodes,
    ),
    validity: offer.validity,
    ...(offer.validFor && { validFor: offer.validFor }),
    ...(offer.parts && offer.uses !== null && { parts: { parts: offer.parts, uses: offer.uses } }),
    ...(offer.event && { event: offer.event }),
    ...(offer.sessions && { sessions: offer.sessions }),
    ...(offer.place && { place: offer.place }),
    admits: 1 + offer.companions,
    ...(ownCodes && { ownCodes }),
  };
}
