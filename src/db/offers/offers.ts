import type { Offer, OfferTerms } from "../../domain/offers/offer.ts";
import type { Db, Trx } from "../connect.ts";
import { isUniqueViolation } from "../driver-errors.ts";
import { sql } from "../sql.ts";
import { columns, toOffer, toOfferRow, type OfferRow } from "./offer-row.ts";

export async function findOffer(db: Db, id: string): Promise<Offer | undefined> {
  const row = await sql(db, { id }).row<OfferRow>(`
    select ${columns} from offers where id = :id::uuid`);
  return row && toOffer(row);
}

/**
 * Locks the offers in the order of their ids, the first lock that any transaction takes. The lock
 * lets rows that refer to the offer be inserted meanwhile (a scan at the door takes the ticket's
 * lock first and may not wait for the offer's). Offers with codes of the provider's own are read again by a
 * statement that sees how many codes were left while the first one waited.
 */
export async function lockOffers(trx: Trx, ids: string[]): Promise<Map<string, Offer>> {
  const { rows: read } = sql(trx, { ids });
  const offers = `select ${columns} from offers where id = any(:ids::uuid[]) order by id`;
  const locked = await read<OfferRow>(`${offers} for no key update of offers`);
  const rows = locked.some(({ ownCodes }) => ownCodes) ? await read<OfferRow>(offers) : locked;
  return new Map(rows.map((row) => [row.id, toOffer(row)]));
}

/** Inserts a draft; undefined when another offer of the provider has its external id. */
export async function insertOffer(
  trx: Trx,
  providerId: string,
  templateVersion: number,
  terms: OfferTerms,
): Promise<Offer | undefined> {
  const [offer] = await trx("offers")
    .insert({ ...toOfferRow(terms), provider_id: providerId, template_version: templateVersion })
    .onConflict()
    .ignore()
    .returning<{ id: string }[]>("id");
  if (!offer) return undefined;
  await setMunicipalities(trx, offer.id, terms.municipalities);
  return findOffer(trx, offer.id);
}

/**
 * Writes the terms of an offer that is locked; false, and the transaction aborted, when another offer of the
 * provider has its external id.
 */
export async function updateOfferRow(
  trx: Trx,
  id: string,
  terms: OfferTerms,
  versions: { templateVersion: number; contentVersion: number; approvedQuota?: number | undefined },
): Promise<boolean> {
  try {
    await trx("offers")
      .where({ id })
      .update({
        ...toOfferRow(terms),
        template_version: versions.templateVersion,
        content_version: versions.contentVersion,
        ...(versions.approvedQuota !== undefined && { approved_quota: versions.approvedQuota }),
      });
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
  await setMunicipalities(trx, id, terms.municipalities);
  return true;
}

async function setMunicipalities(trx: Trx, id: string, numbers: string[]): Promise<void> {
  const { count } = sql(trx, { id, numbers });
  await count(`
    delete from offer_municipalities
    where offer_id = :id and municipality_number <> all(:numbers::text[])`);
  await count(`
    insert into offer_municipalities (offer_id, municipality_number)
    select :id::uuid, unnest(:numbers::text[]) on conflict do nothing`);
}

/** Deletes a locked offer, and its reviews with it; the database refuses one that was ever open. */
export async function deleteOffer(trx: Trx, id: string): Promise<void> {
  await trx("offer_municipalities").where({ offer_id: id }).delete();
  await trx("offers").where({ id }).delete();
}

/** Sets the offer's template version to the template's latest, for a review. Returns the offer. */
export async function useLatestTemplateVersion(trx: Trx, id: string): Promise<Offer> {
  await sql(trx, { id }).count(`
    update offers set template_version = templates.latest_version
    from templates where templates.id = offers.template_id and offers.id = :id`);
  return (await findOffer(trx, id)) as Offer;
}
