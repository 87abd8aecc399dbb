import type { Texts } from "../domain/language.ts";
import type { OfferTerms } from "../domain/offer-terms.ts";
import type { Offer, OfferCategory, OfferState, Place } from "../domain/offer.ts";
import type { Db, Trx } from "./connect.ts";

interface OfferRow {
  id: string;
  provider_id: string;
  state: OfferState;
  template_id: string;
  template_version: number;
  content_version: number;
  cancelled_at: Date | null;
  title: Texts;
  description: Texts | null;
  category: OfferCategory;
  quota: number;
  allocated: number;
  valid_from: Date;
  valid_until: Date;
  weekdays: number[] | null;
  blackout: [string, string][] | null;
  event_doors: Date | null;
  event_start: Date | null;
  event_end: Date | null;
  age_from: number;
  age_to: number;
  municipalities: string[];
  per_recipient: number;
  companions: number;
  uses: number | null;
  uses_per_day: number | null;
  claim_within_days: number | null;
  refund_per_admission_ore: number;
  place: Place | null;
}

const columns = `
  offers.id, offers.provider_id, offers.state, offers.template_id, offers.template_version,
  offers.content_version, offers.cancelled_at, offers.title, offers.description, offers.category, offers.quota,
  offers.allocated, offers.valid_from, offers.valid_until, offers.weekdays, offers.blackout,
  offers.event_doors, offers.event_start, offers.event_end, offers.age_from, offers.age_to,
  offers.per_recipient, offers.companions, offers.uses, offers.uses_per_day,
  offers.claim_within_days, offers.refund_per_admission_ore, offers.place,
  array(
    select municipality_number from offer_municipalities
    where offer_municipalities.offer_id = offers.id order by municipality_number
  ) as municipalities`;

const offerOf = (row: OfferRow): Offer => ({
  id: row.id,
  providerId: row.provider_id,
  state: row.state,
  templateId: row.template_id,
  templateVersion: row.template_version,
  contentVersion: row.content_version,
  cancelledAt: row.cancelled_at ?? undefined,
  title: row.title,
  description: row.description ?? undefined,
  category: row.category,
  quota: row.quota,
  allocated: row.allocated,
  validity: { from: row.valid_from, until: row.valid_until },
  weekdays: row.weekdays ?? undefined,
  blackout: row.blackout ?? undefined,
  event:
    row.event_start && row.event_end
      ? { doors: row.event_doors ?? undefined, start: row.event_start, end: row.event_end }
      : undefined,
  ageFrom: row.age_from,
  ageTo: row.age_to,
  municipalities: row.municipalities,
  perRecipient: row.per_recipient,
  companions: row.companions,
  uses: row.uses,
  usesPerDay: row.uses_per_day ?? undefined,
  claimWithinDays: row.claim_within_days ?? undefined,
  refundPerAdmissionOre: row.refund_per_admission_ore,
  place: row.place ?? undefined,
});

const orNull = (value: object | undefined) => (value ? JSON.stringify(value) : null);

const rowOf = (terms: OfferTerms) => ({
  template_id: terms.templateId,
  title: JSON.stringify(terms.title),
  description: orNull(terms.description),
  category: terms.category,
  quota: terms.quota,
  valid_from: terms.validity.from,
  valid_until: terms.validity.until,
  weekdays: terms.weekdays ?? null,
  blackout: orNull(terms.blackout),
  event_doors: terms.event?.doors ?? null,
  event_start: terms.event?.start ?? null,
  event_end: terms.event?.end ?? null,
  age_from: terms.ageFrom,
  age_to: terms.ageTo,
  per_recipient: terms.perRecipient,
  companions: terms.companions,
  uses: terms.uses,
  uses_per_day: terms.usesPerDay ?? null,
  claim_within_days: terms.claimWithinDays ?? null,
  refund_per_admission_ore: terms.refundPerAdmissionOre,
  place: orNull(terms.place),
});

export async function findOffer(db: Db, id: string): Promise<Offer | undefined> {
  const { rows } = await db.raw<{ rows: OfferRow[] }>(
    `select ${columns} from offers where id = ?::uuid`,
    [id],
  );
  return rows[0] && offerOf(rows[0]);
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
  return new Map(rows.map((row) => [row.id, offerOf(row)]));
}

/** Inserts a draft. */
export async function insertOffer(
  trx: Trx,
  providerId: string,
  templateVersion: number,
  terms: OfferTerms,
): Promise<Offer> {
  const [inserted] = (await trx("offers")
    .insert({ ...rowOf(terms), provider_id: providerId, template_version: templateVersion })
    .returning("id")) as [{ id: string }];
  await setMunicipalities(trx, inserted.id, terms.municipalities);
  return (await findOffer(trx, inserted.id)) as Offer;
}

/** Writes the terms of an offer that is locked. */
export async function updateOffer(
  trx: Trx,
  id: string,
  terms: OfferTerms,
  versions: { templateVersion: number; contentVersion: number },
): Promise<void> {
  await trx("offers")
    .where({ id })
    .update({
      ...rowOf(terms),
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

/** Brings a locked offer into another state; the database refuses an illegal one. */
export async function setOfferState(trx: Trx, id: string, state: OfferState): Promise<void> {
  await trx("offers").where({ id }).update({ state });
}

/** Notes that a locked offer, which is closed, was taken back. */
export async function setOfferCancelled(trx: Trx, id: string, at: Date): Promise<void> {
  await trx("offers").where({ id }).update({ cancelled_at: at });
}

/** Settles what a review is of: the template as it is now. Answers the version. */
export async function takeLatestTemplate(trx: Trx, id: string): Promise<number> {
  const { rows } = await trx.raw<{ rows: [{ template_version: number }] }>(
    `update offers set template_version = templates.latest_version
     from templates where templates.id = offers.template_id and offers.id = ?
     returning offers.template_version`,
    [id],
  );
  return rows[0].template_version;
}

/** How many of an offer to take or give back. */
export interface QuotaShare {
  offerId: string;
  count: number;
}

/**
 * Takes from the quotas of offers that are locked, all in one statement. Answers the ids of those
 * that had enough left; the others stay as they were.
 */
export async function takeQuota(trx: Trx, shares: QuotaShare[]): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `update offers set allocated = offers.allocated + taken.count
     from unnest(?::uuid[], ?::int[]) as taken (offer_id, count)
     where offers.id = taken.offer_id and offers.allocated + taken.count <= offers.quota
     returning offers.id`,
    [shares.map(({ offerId }) => offerId), shares.map(({ count }) => count)],
  );
  return rows.map(({ id }) => id);
}

/** Gives back to the quotas of offers that are locked. */
export async function returnQuota(trx: Trx, shares: QuotaShare[]): Promise<void> {
  await trx.raw(
    `update offers set allocated = offers.allocated - given.count
     from unnest(?::uuid[], ?::int[]) as given (offer_id, count)
     where offers.id = given.offer_id`,
    [shares.map(({ offerId }) => offerId), shares.map(({ count }) => count)],
  );
}

/** The ids of the provider's open offers, locked in order. */
export async function lockOpenOffersOf(trx: Trx, providerId: string): Promise<string[]> {
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

/** Where a page of the list ended: offers that end soonest come first. */
export interface OfferCursor {
  validUntil: Date;
  id: string;
}

export interface OfferFilter {
  providerId?: string | undefined;
  /** Of providers at home in one of these. */
  providerMunicipalities?: string[] | undefined;
  /** For children of one of these. */
  municipalities?: string[] | undefined;
  states?: OfferState[] | undefined;
  /** Leaves out what has ended by then. */
  notEndedAt?: Date | undefined;
}

/** One page of offers; those that end soonest first. */
export async function findOffers(
  db: Db,
  filter: OfferFilter,
  { limit, after }: { limit: number; after?: OfferCursor | undefined },
): Promise<Offer[]> {
  const query = db("offers")
    .select(db.raw(columns))
    .orderBy(["offers.valid_until", "offers.id"])
    .limit(limit);
  if (filter.providerId !== undefined) void query.where("offers.provider_id", filter.providerId);
  if (filter.providerMunicipalities) {
    void query.whereRaw(
      `offers.provider_id in
         (select id from providers where municipality_number = any(?::text[]))`,
      [filter.providerMunicipalities],
    );
  }
  if (filter.municipalities) {
    void query.whereRaw(
      `exists (select from offer_municipalities where offer_municipalities.offer_id = offers.id
         and offer_municipalities.municipality_number = any(?::text[]))`,
      [filter.municipalities],
    );
  }
  if (filter.states) void query.whereRaw("offers.state = any(?::text[])", [filter.states]);
  if (filter.notEndedAt) void query.where("offers.valid_until", ">", filter.notEndedAt);
  if (after) {
    void query.whereRaw("(offers.valid_until, offers.id) > (?::timestamptz, ?::uuid)", [
      after.validUntil,
      after.id,
    ]);
  }
  return ((await query) as OfferRow[]).map(offerOf);
}

/** What may be allocated to children of the municipalities. */
export function openOffers(db: Db, municipalities: string[], now: Date): Promise<Offer[]> {
  return findOffers(db, { municipalities, states: ["open"], notEndedAt: now }, { limit: 10_000 });
}
