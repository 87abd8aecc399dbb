import type { Texts } from "../domain/language.ts";
import type { FieldSlot } from "../domain/templates/template.ts";

/**
 * A field's value. `text` and `instant` are the same for all tickets of the offer; `ticket` differs from
 * ticket to ticket.
 */
export type ContentValue =
  | { kind: "text"; text: Texts }
  | { kind: "instant"; at: Date; precision: "day" | "minute" }
  | { kind: "ticket"; source: "usesLeft" | "ticketNumber" | "code" | "lastsUntil" | "partsLeft" };

export interface ContentField {
  slot: FieldSlot;
  key: string;
  label: Texts;
  value: ContentValue;
  changeMessage?: Texts;
}
