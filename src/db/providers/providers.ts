import type { Provider, ProviderState } from "../../domain/providers/provider.ts";
import type { Db, Trx } from "../connect.ts";
import { isUniqueViolation } from "../driver-errors.ts";
import { omitNulls, sql } from "../sql.ts";

const columns = `id, slug, name, organisation_number, municipality_number as municipality, state,
  place, account_number, vat_percent`;

const providerOf = (row: Provider) => omitNulls(row, "place", "accountNumber");

const valuesOf = (provider: Omit<Provider, "id" | "state">) => ({
  ...provider,
  place: provider.place && JSON.stringify(provider.place),
  accountNumber: provider.accountNumber,
});

export async function findProvider(db: Db, id: string): Promise<Provider | undefined> {
  const row = await sql(db, { id }).row<Provider>(`
    select ${columns} from providers where id = :id`);
  return row && providerOf(row);
}

/** The providers of the municipalities, those that wait for approval first. */
export async function providersIn(db: Db, municipalities: string[]): Promise<Provider[]> {
  const rows = await sql(db, { municipalities }).rows<Provider>(`
    select ${columns} from providers where municipality_number = any(:municipalities::text[])
    order by array_position(array['invited', 'approved', 'suspended'], state), name, id`);
  return rows.map(providerOf);
}

/** The providers by their ids. */
export async function findProviders(db: Db, ids: string[]): Promise<Map<string, Provider>> {
  const rows = await sql(db, { ids }).rows<Provider>(`
    select ${columns} from providers where id = any(:ids::uuid[])`);
  return new Map(rows.map((row) => [row.id, providerOf(row)]));
}

/** The provider, locked until commit: its state decides what its offers may do. */
export async function lockProvider(trx: Trx, id: string): Promise<Provider | undefined> {
  const row = await sql(trx, { id }).row<Provider>(`
    select ${columns} from providers where id = :id for no key update`);
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
  const row = await sql(trx, { offerId }).row<Provider>(`
    select ${columns} from providers
    where id = (select provider_id from offers where offers.id = :offerId::uuid) for share`);
  return row && providerOf(row);
}

/**
 * Inserts an invited provider, and who entered its account number; undefined when its slug or organisation
 * number is taken.
 */
export async function insertProvider(
  trx: Trx,
  provider: Omit<Provider, "id" | "state">,
  enteredBy: string,
): Promise<Provider | undefined> {
  const row = await sql(trx, { ...valuesOf(provider), enteredBy }).row<Provider>(`
    insert into providers (slug, name, organisation_number, municipality_number, place,
      account_number, account_set_by, vat_percent)
    values (:slug, :name, :organisationNumber, :municipality, :place, :accountNumber::text,
      case when :accountNumber::text is not null then :enteredBy::text end, :vatPercent)
    on conflict do nothing returning ${columns}`);
  return row && providerOf(row);
}

/**
 * Updates a locked provider, and who entered another account number; false, and the transaction aborted, when its
 * organisation number is taken.
 */
export async function updateProviderRow(
  trx: Trx,
  provider: Provider,
  enteredBy: string,
): Promise<boolean> {
  try {
    await sql(trx, { ...valuesOf(provider), id: provider.id, enteredBy }).count(`
      update providers
      set name = :name, organisation_number = :organisationNumber,
        municipality_number = :municipality, place = :place,
        account_number = :accountNumber::text, vat_percent = :vatPercent,
        account_set_by = case
          when :accountNumber::text is not distinct from account_number then account_set_by
          when :accountNumber::text is not null then :enteredBy::text
        end
      where id = :id`);
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

export async function setProviderState(trx: Trx, id: string, state: ProviderState): Promise<void> {
  await sql(trx, { id, state }).count("update providers set state = :state where id = :id");
}
