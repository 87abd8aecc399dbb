import type { Db } from "../connect.ts";

export interface OfferCounts {
  /** Taken into a wallet, or printed. */
  fetched: number;
  /** Scans that counted. */
  used: number;
  /** Tickets that have not ended. */
  live: number;
}

/** How the offers fare, by id, in one look. */
export async function offerCounts(db: Db, offerIds: string[]): Promise<Map<string, OfferCounts>> {
  const { rows } = await db.raw<{ rows: (OfferCounts & { id: string })[] }>(
    `select asked.id, tickets.fetched, tickets.live, scans.used
     from unnest(?::uuid[]) as asked (id),
     lateral (
       select count(*) filter (where fetched_at is not null)::int as fetched,
         count(*) filter (where state in ('pending', 'active'))::int as live
       from passes where passes.offer_id = asked.id
     ) as tickets,
     lateral (
       select count(*)::int as used
       from redemptions where redemptions.offer_id = asked.id and redemptions.accepted
     ) as scans`,
    [offerIds],
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
