import type { Place } from "../../domain/offers/offer.ts";
import type { Provider, ProviderState } from "../../domain/providers/provider.ts";
import type { Db, Trx } from "../connect.ts";

interface ProviderRow {
  id: string;
  slug: string;
  name: string;
  organisation_number: string;
  municipality_number: string;
  state: ProviderState;
  contact_email: string | null;
  place: Place | null;
}

const columns = [
  "id",
  "slug",
  "name",
  "organisation_number",
  "municipality_number",
  "state",
  "contact_email",
  "place",
];

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const uniqueViolation = "23505";

const providerOf = (row: ProviderRow): Provider => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  organisationNumber: row.organisation_number,
  municipality: row.municipality_number,
  state: row.state,
  contactEmail: row.contact_email ?? undefined,
  place: row.place ?? undefined,
});

export async function findProvider(db: Db, id: string): Promise<Provider | undefined> {
  const row = await db<ProviderRow>("providers")
    .where({ id })
    .first<ProviderRow | undefined>(columns);
  return row && providerOf(row);
}

/** The providers at home in the municipalities, those that wait for approval first. */
export async function providersIn(db: Db, municipalities: string[]): Promise<Provider[]> {
  const rows = await db<ProviderRow>("providers")
    .whereRaw("municipality_number = any(?::text[])", [municipalities])
    .orderByRaw("array_position(array['invited', 'approved', 'suspended'], state), name, id")
    .select<ProviderRow[]>(columns);
  return rows.map(providerOf);
}

/** The provider, locked until commit: its state decides what its offers may do. */
export async function lockProvider(trx: Trx, id: string): Promise<Provider | undefined> {
  const row = await trx<ProviderRow>("providers")
    .where({ id })
    .forNoKeyUpdate()
    .first<ProviderRow | undefined>(columns);
  return row && providerOf(row);
}

/**
 * The offer's provider, whose state stays as read until commit. Its lock comes before the offer's:
 * a suspension, too, locks the provider first and then its offers.
 */
export async function lockProviderOfOffer(
  trx: Trx,
  offerId: string,
): Promise<Provider | undefined> {
  const row = await trx<ProviderRow>("providers")
    .whereRaw("id = (select provider_id from offers where offers.id = ?::uuid)", [offerId])
    .forShare()
    .first<ProviderRow | undefined>(columns);
  return row && providerOf(row);
}

/** Inserts an invited provider; undefined when its slug or organisation number is taken. */
export async function insertProvider(
  trx: Trx,
  provider: Omit<Provider, "id" | "state">,
): Promise<Provider | undefined> {
  const [row]: (ProviderRow | undefined)[] = await trx("providers")
    .insert({
      slug: provider.slug,
      name: provider.name,
      organisation_number: provider.organisationNumber,
      municipality_number: provider.municipality,
      contact_email: provider.contactEmail ?? null,
      place: provider.place ? JSON.stringify(provider.place) : null,
    })
    .onConflict()
    .ignore()
    .returning(columns);
  return row && providerOf(row);
}

/** Writes a locked provider; false, and the transaction lost, when its organisation number is another's. */
export async function updateProviderRow(trx: Trx, provider: Provider): Promise<boolean> {
  try {
    await trx("providers")
      .where({ id: provider.id })
      .update({
        name: provider.name,
        organisation_number: provider.organisationNumber,
        municipality_number: provider.municipality,
        place: provider.place ? JSON.stringify(provider.place) : null,
      });
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === uniqueViolation) return false;
    throw error;
  }
}

export async function setProviderState(trx: Trx, id: string, state: ProviderState): Promise<void> {
  await trx("providers").where({ id }).update({ state });
}

export async function setContactEmail(trx: Trx, id: string, email: string): Promise<void> {
  await trx("providers").where({ id }).update({ contact_email: email });
}
