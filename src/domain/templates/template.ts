import type { Texts } from "../language.ts";

/**
 * Event ticket; admission, day pass or punch card; season pass or membership. `coupon` is how admission was shown
 * before: tickets that are out keep it, since neither wallet lets one change, and no new version gets it.
 */
export const ticketStyles = ["event", "admission", "membership", "coupon"] as const;
export type TicketStyle = (typeof ticketStyles)[number];

/** The styles that a new version of a template may have. */
export const newStyles = ["event", "admission", "membership"] as const satisfies TicketStyle[];

/** The style that a new version gets: a coupon marks a ticket as a voucher. */
export const newStyleOf = (style: TicketStyle): (typeof newStyles)[number] =>
  style === "coupon" ? "admission" : style;

export const fieldSlots = ["header", "primary", "secondary", "auxiliary", "back"] as const;
export type FieldSlot = (typeof fieldSlots)[number];

/**
 * The sources of a field's value. `usesLeft` and `ticketNumber` differ from ticket to ticket; all others
 * are the same for every ticket of an offer.
 */
export const fieldSources = [
  "title",
  "description",
  "validFrom",
  "validUntil",
  "doors",
  "eventDate",
  "eventStart",
  "place",
  "address",
  "admits",
  "usesLeft",
  "ticketNumber",
] as const;
export type FieldSource = (typeof fieldSources)[number];

export interface TemplateField {
  /** Unique in the whole template; Apple's field key. */
  key: string;
  label: Texts;
  /** A source whose value the offer or ticket lacks (no event, no place) leaves the field out. */
  value: { source: FieldSource } | { text: Texts };
  /** Shown on the phone when the value changes; contains `%@`. */
  changeMessage?: Texts | undefined;
}

/** A text of a template that is the same on every ticket. */
export interface TicketNote {
  label: Texts;
  text: Texts;
}

/** Colours as `#rrggbb`. */
export interface TemplateColors {
  background: string;
  foreground: string;
  label: string;
}

/** A point of an image, from 0 (left, top) to 1 (right, bottom). */
export interface FocusPoint {
  x: number;
  y: number;
}

/** How a ticket looks and reads in both wallets; the shape of `template.json`. */
export interface TemplateDefinition {
  name: Texts;
  style: TicketStyle;
  colors: TemplateColors;
  /** Beside the logo; `%@` stands for the provider's name. */
  logoText?: Texts | undefined;
  /** The point of the hero image that crops keep; unset: its centre. */
  heroFocus?: FocusPoint | undefined;
  fields: Record<FieldSlot, TemplateField[]>;
}

/** The roles of uploaded artwork, which all slots are rendered from. */
export const artworkRoles = ["icon", "logo", "hero"] as const;
export type ArtworkRole = (typeof artworkRoles)[number];

/**
 * Rendered images by file name: Apple's names (`icon.png`, `icon@2x.png`, `icon@3x.png`, `logo…`, `strip…`)
 * and Google's (`google-logo.png` 660×660, `google-hero.png` 1032×336).
 */
export type TemplateImages = ReadonlyMap<string, Buffer>;
