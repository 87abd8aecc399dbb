import type { Language } from "../../domain/language.ts";
import type { OwnCodesValues } from "./own-codes-values.ts";
import type { FieldTerm } from "../texts/offer-terms-nb.ts";

/** A title and a description in every language. */
export type TextFields = Record<`${"title" | "description"}.${Language}`, string>;

/** Amounts in kroner, and what they are for. */
export type RefundValues = Record<
  "refund" | "refundPer" | "refundCapPerTicket" | "refundCap",
  string
>;

/** Values of an offer's form as typed; a refused form shows them again. */
export interface OfferFormValues
  extends TextFields, OwnCodesValues, RefundValues, Record<FieldTerm, string> {
  usesKind: "once" | "times" | "unlimited";
  /** A number; empty: to the end of the validity. */
  validFor: string;
  validForUnit: "days" | "hours";
  /** A label on each line; empty: the ticket is one. */
  parts: string;
  /** The parts as the form was opened, as JSON, so that a label keeps its key and its other languages. */
  partsBefore: string;
  whenKind: "period" | "event" | "sessions";
  validFrom: string;
  validUntil: string;
  "event.date": string;
  "event.doors": string;
  "event.start": string;
  "event.end": string;
  /** Empty when the event ends the same evening. */
  "event.endDate": string;
  sessionDate: string[];
  sessionDoors: string[];
  sessionStart: string[];
  sessionEnd: string[];
  /** The last day of a session that is repeated each week; empty: it is not. */
  sessionRepeat: string[];
  weekdays: string[];
  /** The same hours on all weekdays; empty: those below, or none. */
  hoursOpens: string;
  hoursCloses: string;
  /** Monday first; empty: as on all weekdays. */
  dayOpens: string[];
  dayCloses: string[];
  /** Numbers of the weekdays that are closed, Monday 1. */
  dayClosed: string[];
  /** Years whose Easter is excluded. */
  easter: string[];
  closedFrom: string[];
  closedUntil: string[];
  municipalities: string[];
  /** Why a text needs a word that is refused. */
  textReason: string;
  /** Of the offer as the form was opened; empty for a new offer. */
  revision: string;
  /** The form as it was opened, as JSON; empty for a new offer. */
  shown: string;
  /** What a new offer was started from; empty for an existing one. */
  activity: string;
  /** Id of the offer that a new one is a copy of; empty for another. */
  copyOf: string;
  "place.name": string;
  "place.address": string;
}
