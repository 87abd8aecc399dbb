import type { RecipientList } from "../../domain/lists/recipient-list.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export const listNamePlace = (row: string) =>
  ({ column: "recipient_lists.name_sealed", row }) as const;

/** The first day on which a list that was not used since is deleted. */
const end = `(used_in + make_interval(months => (
  select list_retention_months from municipalities
  where municipalities.number = recipient_lists.municipality_number)))::date`;

/** The municipalities' saved lists by name, or the one with the id, each with how many are in it now. */
export async function recipientLists(
  db: Db,
  keyRing: KeyRing,
  of: { municipalities: string[]; id?: string | undefined },
): Promise<RecipientList[]> {
  const rows = await sql(db, { id: null, ...of }).rows<
    Omit<RecipientList, "name"> & { nameSealed: Buffer }
  >(`
    select id, municipality_number as municipality, name_sealed, to_char(${end}, 'YYYY-MM-DD') as ends_on,
      (select count(*)::int from recipient_list_members where list_id = recipient_lists.id) as count
    from recipient_lists
    where municipality_number = any(:municipalities::text[])
      and (:id::uuid is null or id = :id::uuid)`);
  return rows
    .map(({ nameSealed, ...list }) => ({
      ...list,
      name: keyRing.decrypt(listNamePlace(list.id), nameSealed),
    }))
    .sort((one, other) => one.name.localeCompare(other.name, "nb") || (one.id < other.id ? -1 : 1));
}

/** Ids of the recipients that are in the list now. */
export const recipientIdsOf = (db: Db, listId: string): Promise<string[]> =>
  sql(db, { listId }).column(`
    select recipient_id from recipient_list_members where list_id = :listId::uuid
    order by recipient_id`);

/** Locks the municipality's lists against new ones until commit. Returns how many there are. */
export async function lockListsOf(trx: Trx, municipality: string): Promise<number> {
  const { count, value } = sql(trx, { municipality });
  await count("select from municipalities where number = :municipality for no key update");
  return value(
    "select count(*)::int from recipient_lists where municipality_number = :municipality",
  );
}

/**
 * Inserts a list with those of the recipients that are of its municipality; false when there is one with the id. They
 * are locked in the order of their ids first, so that none moves away meanwhile: not in a transaction that holds offers.
 */
export async function insertRecipientList(
  trx: Trx,
  keyRing: KeyRing,
  {
    name,
    recipientIds,
    ...list
  }: { id: string; municipality: string; name: string; recipientIds: string[]; today: string },
): Promise<boolean> {
  const sealed = keyRing.encrypt(listNamePlace(list.id), name);
  const { count } = sql(trx, { ...list, sealed, recipientIds });
  await count(`
    select from recipients where id = any(:recipientIds::uuid[]) order by id for share`);
  const inserted = await count(`
    insert into recipient_lists (id, municipality_number, name_sealed, used_in)
    values (:id, :municipality, :sealed, date_trunc('month', :today::date))
    on conflict (id) do nothing`);
  if (inserted === 0) return false;
  await count(`
    insert into recipient_list_members (list_id, recipient_id)
    select :id::uuid, id from recipients
    where id = any(:recipientIds::uuid[]) and municipality_number = :municipality`);
  return true;
}

/** Locks the list until commit, and reads its name; undefined when there is none. */
export async function lockedListName(
  trx: Trx,
  keyRing: KeyRing,
  list: { id: string; municipalities: string[] },
): Promise<string | undefined> {
  const [sealed] = await sql(trx, list).column<Buffer>(`
    select name_sealed from recipient_lists
    where id = :id::uuid and municipality_number = any(:municipalities::text[]) for update`);
  return sealed && keyRing.decrypt(listNamePlace(list.id), sealed);
}

/** Renames the list, which keeps it on as a use does. Returns its municipality; undefined when there is none. */
export async function renameRecipientList(
  trx: Trx,
  keyRing: KeyRing,
  { name, ...list }: { id: string; municipalities: string[]; name: string; today: string },
): Promise<string | undefined> {
  const sealed = keyRing.encrypt(listNamePlace(list.id), name);
  const [municipality] = await sql(trx, { ...list, sealed }).column<string>(`
    update recipient_lists set name_sealed = :sealed, used_in = date_trunc('month', :today::date)
    where id = :id::uuid and municipality_number = any(:municipalities::text[])
    returning municipality_number`);
  return municipality;
}

/** Notes the month in which the list was chosen from. */
export async function noteListUse(
  trx: Trx,
  list: { id: string; municipalities: string[]; today: string },
): Promise<void> {
  await sql(trx, list).count(`
    update recipient_lists set used_in = date_trunc('month', :today::date)
    where id = :id::uuid and municipality_number = any(:municipalities::text[])
      and used_in < date_trunc('month', :today::date)`);
}

/** Returns the municipality of the list that it deleted; undefined when there is none. */
export async function deleteRecipientList(
  trx: Trx,
  list: { id: string; municipalities: string[] },
): Promise<string | undefined> {
  const [municipality] = await sql(trx, list).column<string>(`
    delete from recipient_lists
    where id = :id::uuid and municipality_number = any(:municipalities::text[])
    returning municipality_number`);
  return municipality;
}

/**
 * Deletes the lists that were not used for as long as their municipality keeps them, and empty ones. Returns their
 * municipalities.
 */
export const deleteOldLists = (trx: Trx, today: string): Promise<string[]> =>
  sql(trx, { today }).column(`
    delete from recipient_lists
    where ${end} <= :today::date
      or not exists (select from recipient_list_members where list_id = recipient_lists.id)
    returning municipality_number`);
