import type { Texts } from "../../domain/language.ts";
import type { OfferCategory } from "../../domain/offers/offer.ts";
import type { Period } from "../../domain/period.ts";
import { codesLeft } from "../codes/codes-left.ts";
import type { Db } from "../connect.ts";
import { isOwnPass } from "../passes/own-passes.ts";
import { omitNulls, sql } from "../sql.ts";
import { withValidity, type ValidityRow } from "../validity.ts";

/**
 * An offer as NAV sees it: its quota and its tickets, by counts alone, none of use: read every hour, that would tell when
 * a child used one. `allocated` is of the whole offer; the other counts are of the municipalities' own recipients where
 * the offer is shared with others.
 */
export interface AllocatableOffer {
  id: string;
  title: Texts;
  provider: string;
  category: OfferCategory;
  state: "open" | "paused";
  quota: number;
  allocated: number;
  /** Free codes of the provider's own; undefined: its tickets bear our barcode. */
  codesLeft?: number | undefined;
  /** Tickets of the whole offer that were allocated in the last week: pages show its pace alone. */
  allocatedLately: number;
  fetched: number;
  /** Saved to Google Wallet, and removed from it, by Google's events. */
  inGoogle: number;
  removedFromGoogle: number;
  validity: Period;
  ageFrom: number;
  ageTo: number;
  perRecipient: number;
  companions: number;
  municipalities: string[];
}

/** The municipalities' open and paused offers that they have not declined and that have not ended, by title. */
export async function allocatableOffers(
  db: Db,
  municipalities: string[],
  at: Date,
): Promise<AllocatableOffer[]> {
  // The municipalities' offers first, which stand for the table below: the planner would read all that run.
  const rows = await sql(db, { municipalities, at }).rows<ValidityRow<AllocatableOffer>>(`
    with offers as materialized (
      select id, title, provider_id, category, state, quota, allocated, own_codes, valid_from, valid_until,
        age_from, age_to, per_recipient, companions, declined_in
      from offers
      where id = any(array(
        select offer_id from offer_municipalities
        where municipality_number = any(:municipalities::text[])))
    )
    select offers.id, offers.title,
      (select name from providers where providers.id = offers.provider_id) as provider, offers.category, offers.state,
      allocated_since(offers.id, :at::timestamptz - interval '7 days') as allocated_lately,
      offers.quota, offers.allocated, ${codesLeft} as codes_left, offers.valid_from, offers.valid_until, offers.age_from,
      offers.age_to, offers.per_recipient, offers.companions, served.municipalities,
      tickets.fetched, tickets.in_google, tickets.removed_from_google
    from offers
    cross join lateral (
      select array_agg(municipality_number order by municipality_number)
          filter (where municipality_number <> all(offers.declined_in)) as municipalities,
        bool_and(municipality_number = any(:municipalities::text[])) as only_own
      from offer_municipalities where offer_municipalities.offer_id = offers.id
    ) as served
    cross join lateral (
      select count(*) filter (where passes.fetched_at is not null)::int as fetched,
        count(*) filter (where passes.google_saved)::int as in_google,
        count(*) filter (where not passes.google_saved)::int as removed_from_google
      from passes where passes.offer_id = offers.id and passes.replaced_by is null and not passes.complimentary
        and (served.only_own or ${isOwnPass})
    ) as tickets
    where offers.state in ('open', 'paused') and offers.valid_until > :at
      and served.municipalities && :municipalities::text[]
    order by offers.title ->> 'nb', offers.id`);
  return rows.map((row) => omitNulls(withValidity(row), "codesLeft"));
}
