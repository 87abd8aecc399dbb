import {
  offerTermNames,
  type Offer,
  type OfferTerms,
  type PendingTerms,
} from "../../domain/offers/offer.ts";
import { codesLeft } from "../codes/codes-left.ts";
import { sessionsOf, type EventColumns, type StoredSession } from "../event-times.ts";
import type { ValidityRow } from "../validity.ts";

/** What `columns` selects. An unset term is null. */
export type OfferRow = ValidityRow<Omit<Offer, "event" | "sessions" | "pendingChange">> &
  EventColumns & {
    pendingTerms: PendingTerms | null;
    pendingAt: Date | null;
    pendingReturned: string | null;
    pendingTemplateVersion: number | null;
  };

/** The terms that have one column, under the term's own name. */
type ColumnTerm = Exclude<keyof OfferTerms, "validity" | "event" | "municipalities">;
const isColumnTerm = (term: keyof OfferTerms): term is ColumnTerm =>
  term !== "validity" && term !== "event" && term !== "municipalities";
const columnTerms = offerTermNames.filter(isColumnTerm);

/** The terms whose value is an object or a list. */
type ObjectTerm = {
  [T in ColumnTerm]: NonNullable<OfferTerms[T]> extends object ? T : never;
}[ColumnTerm];

/** Their columns' types: the driver binds a list as an array unless it is given as JSON. */
const objectColumns: Record<ObjectTerm, "jsonb" | "array"> = {
  title: "jsonb",
  description: "jsonb",
  weekdays: "array",
  blackout: "jsonb",
  hours: "jsonb",
  place: "jsonb",
  ownCodes: "jsonb",
  validFor: "jsonb",
  parts: "jsonb",
  sessions: "jsonb",
};
const isJson = (term: ColumnTerm) =>
  term in objectColumns && objectColumns[term as ObjectTerm] === "jsonb";

const snakeCase = (name: string) =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What `toOffer` reads, for a select from `offers`. */
export const columns = `
  offers.id, offers.provider_id, offers.state, offers.template_version, offers.content_version,
  offers.cancelled_at, offers.paused_by_office, offers.closed_by_office, offers.office_reason,
  offers.declined_in, offers.moved_at, offers.updated_at, offers.pending_terms, offers.pending_at, offers.pending_returned,
  offers.pending_template_version,
  offers.allocated,
  ${codesLeft} as codes_left, offers.approved_quota, offers.valid_from,
  offers.valid_until, offers.event_doors, offers.event_start, offers.event_end,
  ${columnTerms.map((term) => `offers.${snakeCase(term)}`).join(", ")},
  array(
    select municipality_number from offer_municipalities
    where offer_municipalities.offer_id = offers.id order by municipality_number
  ) as municipalities`;

export function toOffer(row: OfferRow): Offer {
  const { validFrom: from, validUntil: until, sessions, ...others } = row;
  const { eventDoors, eventStart, eventEnd, ...stored } = others;
  const { pendingTerms, pendingAt, pendingReturned, pendingTemplateVersion, ...rest } = stored;
  const offer = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, value ?? undefined]),
  ) as unknown as typeof rest;
  const event = eventStart && {
    doors: eventDoors ?? undefined,
    start: eventStart,
    end: eventEnd as Date,
  };
  const pendingChange = pendingTerms && {
    terms: revived(pendingTerms),
    at: pendingAt as Date,
    returned: pendingReturned ?? undefined,
    templateVersion: pendingTemplateVersion ?? undefined,
  };
  return {
    ...offer,
    uses: row.uses,
    validity: { from, until },
    event: event ?? undefined,
    sessions: sessionsOf(sessions),
    ...(pendingChange && { pendingChange }),
  };
}

/** Terms from JSON, where instants are texts. */
export function revived(terms: PendingTerms): PendingTerms {
  const { validity } = terms;
  const { event, sessions } = terms as unknown as {
    event?: StoredSession;
    sessions?: StoredSession[];
  };
  const [from, until] = validity ? [new Date(validity.from), new Date(validity.until)] : [];
  return {
    ...terms,
    ...(from && until && { validity: { from, until } }),
    ...(event && { event: sessionsOf([event])?.[0] }),
    ...(sessions && { sessions: sessionsOf(sessions) }),
  };
}

/** The columns of `offers` that hold the terms; the municipalities stand in a table of their own. */
export function toOfferRow(terms: OfferTerms): Record<string, unknown> {
  const { validity, event } = terms;
  const values = columnTerms.map((term) => {
    const value = terms[term] ?? null;
    return [snakeCase(term), value && isJson(term) ? JSON.stringify(value) : value] as const;
  });
  return {
    ...Object.fromEntries(values),
    valid_from: validity.from,
    valid_until: validity.until,
    event_doors: event?.doors ?? null,
    event_start: event?.start ?? null,
    event_end: event?.end ?? null,
  };
}
