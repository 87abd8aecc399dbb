import { offerTermNames, type Offer, type OfferTerms } from "../../domain/offers/offer.ts";

export type OfferRow = Record<string, unknown> & Pick<Offer, "id" | "state" | "allocated">;

/** How a term stands in the table `offers`. */
interface TermColumns<V> {
  columns: string[];
  read: (row: OfferRow) => V;
  write: (value: V) => Record<string, unknown>;
}

const column = <V>(name: string): TermColumns<V> => ({
  columns: [name],
  read: (row) => (row[name] ?? undefined) as V,
  write: (value) => ({ [name]: value ?? null }),
});

const json = <V>(name: string): TermColumns<V> => ({
  ...column<V>(name),
  write: (value) => ({ [name]: value === undefined ? null : JSON.stringify(value) }),
});

const termColumns: { [T in keyof OfferTerms]-?: TermColumns<OfferTerms[T]> } = {
  templateId: column("template_id"),
  title: json("title"),
  description: json("description"),
  category: column("category"),
  quota: column("quota"),
  validity: {
    columns: ["valid_from", "valid_until"],
    read: (row) => ({ from: row["valid_from"] as Date, until: row["valid_until"] as Date }),
    write: ({ from, until }) => ({ valid_from: from, valid_until: until }),
  },
  weekdays: column("weekdays"),
  blackout: json("blackout"),
  event: {
    columns: ["event_doors", "event_start", "event_end"],
    read: (row) =>
      row["event_start"] === null
        ? undefined
        : {
            doors: (row["event_doors"] as Date | null) ?? undefined,
            start: row["event_start"] as Date,
            end: row["event_end"] as Date,
          },
    write: (event) => ({
      event_doors: event?.doors ?? null,
      event_start: event?.start ?? null,
      event_end: event?.end ?? null,
    }),
  },
  ageFrom: column("age_from"),
  ageTo: column("age_to"),
  // Rows of offer_municipalities, which offers.ts writes.
  municipalities: {
    columns: [],
    read: (row) => row["municipalities"] as string[],
    write: () => ({}),
  },
  perRecipient: column("per_recipient"),
  companions: column("companions"),
  uses: { ...column("uses"), read: (row) => row["uses"] as number | null },
  usesPerDay: column("uses_per_day"),
  claimWithinDays: column("claim_within_days"),
  refundPerAdmissionOre: column("refund_per_admission_ore"),
  place: json("place"),
};

const ownColumns = [
  "id",
  "provider_id",
  "state",
  "template_version",
  "content_version",
  "cancelled_at",
  "allocated",
  "approved_quota",
];

/** What `toOffer` reads, for a select from `offers`. */
export const columns = `
  ${[...ownColumns, ...offerTermNames.flatMap((term) => termColumns[term].columns)]
    .map((name) => `offers.${name}`)
    .join(", ")},
  array(
    select municipality_number from offer_municipalities
    where offer_municipalities.offer_id = offers.id order by municipality_number
  ) as municipalities`;

const termsOfRow = (row: OfferRow) =>
  Object.fromEntries(
    offerTermNames.map((term) => [term, termColumns[term].read(row)]),
  ) as unknown as OfferTerms;

export const toOffer = (row: OfferRow): Offer => ({
  ...termsOfRow(row),
  id: row.id,
  providerId: row["provider_id"] as string,
  state: row.state,
  templateVersion: row["template_version"] as number,
  contentVersion: row["content_version"] as number,
  cancelledAt: (row["cancelled_at"] as Date | null) ?? undefined,
  allocated: row.allocated,
  approvedQuota: (row["approved_quota"] as number | null) ?? undefined,
});

/** The columns of `offers` that hold the terms. */
export const toOfferRow = (terms: OfferTerms): Record<string, unknown> =>
  Object.assign(
    {},
    ...offerTermNames.map((term) => (termColumns[term] as TermColumns<unknown>).write(terms[term])),
  ) as Record<string, unknown>;
