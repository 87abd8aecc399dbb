import type { TextException } from "../../domain/offers/text-exceptions.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** The exceptions from the deny-list of each of the offers, accepted or not; an offer without any is left out. */
export async function textExceptionsOf(
  db: Db,
  offerIds: string[],
): Promise<Map<string, TextException[]>> {
  const rows = await sql(db, { offerIds }).rows<TextException & { offerId: string }>(`
    select offer_id, path, encode(text_hash, 'hex') as text_hash, reason, accepted_at is not null as accepted
    from text_exceptions where offer_id = any(:offerIds::uuid[]) order by offer_id, path`);
  const of = new Map<string, TextException[]>();
  for (const { offerId, ...exception } of rows) {
    of.set(offerId, [...(of.get(offerId) ?? []), exception]);
  }
  return of;
}

/** Records what the provider asks for; the reason of one that is known stays. */
export async function insertTextExceptions(
  trx: Trx,
  offerId: string,
  asked: readonly TextException[],
): Promise<void> {
  if (asked.length === 0) return;
  const values = {
    offerId,
    paths: asked.map(({ path }) => path),
    hashes: asked.map(({ textHash }) => textHash),
    reasons: asked.map(({ reason }) => reason),
  };
  await sql(trx, values).count(`
    insert into text_exceptions (offer_id, path, text_hash, reason)
    select :offerId, path, decode(text_hash, 'hex'), reason
    from unnest(:paths::text[], :hashes::text[], :reasons::text[]) as asked (path, text_hash, reason)
    on conflict do nothing`);
}

/** Accepts one of the offer's texts. */
export async function acceptText(
  trx: Trx,
  accepted: { offerId: string; path: string; textHash: string; reviewer: string; at: Date },
): Promise<void> {
  await sql(trx, accepted).count(`
    update text_exceptions set accepted_at = :at, accepted_by = :reviewer
    where offer_id = :offerId and path = :path and text_hash = decode(:textHash, 'hex')`);
}
