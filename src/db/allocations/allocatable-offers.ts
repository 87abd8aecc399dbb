import type { Texts } from "../../domain/language.ts";
import type { OfferCategory } from "../../domain/offers/offer.ts";
import type { Period } from "../../domain/period.ts";
import type { Db } from "../connect.ts";

/** An offer as NAV sees it: what is left, and how it is used, by counts alone. */
export interface AllocatableOffer {
  id: string;
  title: Texts;
  provider: string;
  category: OfferCategory;
  state: "open" | "paused";
  quota: number;
  allocated: number;
  fetched: number;
  /** On a phone with Google Wallet, and taken off one, as Google told. */
  inGoogle: number;
  removedFromGoogle: number;
  used: number;
  validity: Period;
  ageFrom: number;
  ageTo: number;
  perRecipient: number;
  companions: number;
  municipalities: string[];
}

/** Offers for the municipalities' children that are not over, by title. */
export async function allocatableOffers(
  db: Db,
  municipalities: string[],
  at: Date,
): Promise<AllocatableOffer[]> {
  const { rows } = await db.raw<{ rows: (AllocatableOffer & { from: Date; until: Date })[] }>(
    `select offers.id, offers.title, providers.name as provider, offers.category, offers.state,
       offers.quota, offers.allocated, offers.valid_from as "from", offers.valid_until as until,
       offers.age_from as "ageFrom", offers.age_to as "ageTo",
       offers.per_recipient as "perRecipient", offers.companions,
       served.municipalities, tickets.fetched,
       tickets."inGoogle", tickets."removedFromGoogle", scans.used
     from offers
     join providers on providers.id = offers.provider_id
     cross join lateral (
       select array_agg(municipality_number order by municipality_number) as municipalities
       from offer_municipalities where offer_municipalities.offer_id = offers.id
     ) as served
     cross join lateral (
       select count(*) filter (where passes.fetched_at is not null)::int as fetched,
         count(*) filter (where passes.google_saved)::int as "inGoogle",
         count(*) filter (where not passes.google_saved)::int as "removedFromGoogle"
       from passes where passes.offer_id = offers.id
     ) as tickets
     cross join lateral (
       select count(*)::int as used from redemptions
       where redemptions.offer_id = offers.id and redemptions.accepted
     ) as scans
     where offers.state in ('open', 'paused') and offers.valid_until > ?
       and served.municipalities && ?::text[]
     order by offers.title ->> 'nb', offers.id`,
    [at, municipalities],
  );
  return rows.map(({ from, until, ...offer }) => ({ ...offer, validity: { from, until } }));
}
