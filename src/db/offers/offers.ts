import type { Offer, OfferState, OfferTerms } from "../../domain/offers/offer.ts";
import type { Db, Trx } from "../connect.ts";
import { columns, toOffer, toOfferRow, type OfferRow } from "./offer-row.ts";

export async function findOffer(db: Db, id: string): Promise<Offer | undefined> {
  const { rows } = await db.raw<{ rows: OfferRow[] }>(
    `select ${columns} from offers where id = ?::uuid`,
    [id],
  );
  return rows[0] && toOffer(rows[0]);
}

/**
 * Locks the offers in the order of their ids, the first lock that any transaction takes. The lock
 * lets rows that refer to the offer be inserted meanwhile (a scan at the door takes the ticket's
 * lock first and may not wait for the offer's).
 */
export async function lockOffers(trx: Trx, ids: string[]): Promise<Map<string, Offer>> {
  const { rows } = await trx.raw<{ rows: OfferRow[] }>(
    `select ${columns} from offers where id = any(?::uuid[]) order by id for no key update of offers`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, toOffer(row)]));
}

/** Inserts a draft. */
export async function insertOffer(
  trx: Trx,
  providerId: string,
  templateVersion: number,
  terms: OfferTerms,
): Promise<Offer> {
  const [inserted] = (await trx("offers")
    .insert({ ...toOfferRow(terms), provider_id: providerId, template_version: templateVersion })
    .returning("id")) as [{ id: string }];
  await setMunicipalities(trx, inserted.id, terms.municipalities);
  return (await findOffer(trx, inserted.id)) as Offer;
}

/** Writes the terms of an offer that is locked. */
export async function updateOfferRow(
  trx: Trx,
  id: string,
  terms: OfferTerms,
  versions: { templateVersion: number; contentVersion: number },
): Promise<void> {
  await trx("offers")
    .where({ id })
    .update({
      ...toOfferRow(terms),
      template_version: versions.templateVersion,
      content_version: versions.contentVersion,
    });
  await setMunicipalities(trx, id, terms.municipalities);
}

async function setMunicipalities(trx: Trx, id: string, numbers: string[]): Promise<void> {
  await trx.raw(
    `delete from offer_municipalities
     where offer_id = ? and municipality_number <> all(?::text[])`,
    [id, numbers],
  );
  await trx.raw(
    `insert into offer_municipalities (offer_id, municipality_number)
     select ?::uuid, unnest(?::text[]) on conflict do nothing`,
    [id, numbers],
  );
}

/** Deletes a locked offer and what was decided about it; the database refuses one that was ever open. */
export async function deleteOffer(trx: Trx, id: string): Promise<void> {
  await trx("reviews").where({ offer_id: id }).delete();
  await trx("offer_municipalities").where({ offer_id: id }).delete();
  await trx("offers").where({ id }).delete();
}

/** Brings a locked offer into another state; the database refuses an illegal one. */
export async function setOfferState(trx: Trx, id: string, state: OfferState): Promise<void> {
  await trx("offers").where({ id }).update({ state });
}

/** Notes that a locked offer, which is closed, was taken back. */
export async function setOfferCancelled(trx: Trx, id: string, at: Date): Promise<void> {
  await trx("offers").where({ id }).update({ cancelled_at: at });
}

/** Settles what a review is of: the template as it is now. Answers the version. */
export async function useLatestTemplateVersion(trx: Trx, id: string): Promise<number> {
  const { rows } = await trx.raw<{ rows: [{ template_version: number }] }>(
    `update offers set template_version = templates.latest_version
     from templates where templates.id = offers.template_id and offers.id = ?
     returning offers.template_version`,
    [id],
  );
  return rows[0].template_version;
}

/** The ids of the provider's open offers, locked in order. */
export async function lockOpenOffersOfProvider(trx: Trx, providerId: string): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `select id from offers where provider_id = ? and state = 'open'
     order by id for no key update`,
    [providerId],
  );
  return rows.map(({ id }) => id);
}

/** Pauses open offers that are locked. */
export async function pauseOffers(trx: Trx, ids: string[]): Promise<void> {
  await trx.raw(`update offers set state = 'paused' where id = any(?::uuid[])`, [ids]);
}
