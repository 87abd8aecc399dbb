import type { Language } from "../../domain/language.ts";
import type { FieldTerm } from "../texts/offer-terms-nb.ts";

/** A title and a description in every language. */
export type TextFields = Record<`${"title" | "description"}.${Language}`, string>;

/** An offer as typed, so that nothing is lost when something is wrong. */
export interface OfferFormValues extends TextFields, Record<FieldTerm, string> {
  usesKind: "once" | "times" | "unlimited";
  whenKind: "period" | "event";
  validFrom: string;
  validUntil: string;
  "event.date": string;
  "event.doors": string;
  "event.start": string;
  "event.end": string;
  /** Empty: the same evening. */
  "event.endDate": string;
  weekdays: string[];
  /** Years. */
  easter: string[];
  closedFrom: string[];
  closedUntil: string[];
  municipalities: string[];
  /** Kroner. */
  refund: string;
  "place.name": string;
  "place.address": string;
}
