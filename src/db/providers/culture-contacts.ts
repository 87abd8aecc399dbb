import { randomUUID } from "node:crypto";
import type {
  CultureContact,
  CultureContactInput,
} from "../../domain/providers/culture-contact.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

const place = (row: string) => ({ column: "culture_contacts.email_sealed", row }) as const;

type ContactRow = Omit<CultureContact, "email"> & { emailSealed: Buffer };

const columns = "id, municipality_number as municipality, email_sealed, language, wants_notices";

const decrypted = (keyRing: KeyRing, { emailSealed, ...contact }: ContactRow): CultureContact => ({
  ...contact,
  email: keyRing.decrypt(place(contact.id), emailSealed),
});

/** The contacts of those of the municipalities whose culture office has set one. */
export async function contactsOfMunicipalities(
  db: Db,
  keyRing: KeyRing,
  municipalities: string[],
): Promise<CultureContact[]> {
  const rows = await sql(db, { municipalities }).rows<ContactRow>(`
    select ${columns} from culture_contacts where municipality_number = any(:municipalities::text[])`);
  return rows.map((row) => decrypted(keyRing, row));
}

/** The contact, with its municipality's name; undefined for an unknown id. */
export async function findCultureContact(
  db: Db,
  keyRing: KeyRing,
  id: string,
): Promise<(CultureContact & { municipalityName: string }) | undefined> {
  const row = await sql(db, { id }).row<ContactRow & { municipalityName: string }>(`
    select ${columns}, (select name from municipalities where number = municipality_number) as municipality_name
    from culture_contacts where id = :id::uuid`);
  return row && { ...decrypted(keyRing, row), municipalityName: row.municipalityName };
}

/** Sets a municipality's contact. What is owed goes to the new address. */
export async function upsertCultureContact(
  trx: Trx,
  keyRing: KeyRing,
  input: CultureContactInput,
): Promise<void> {
  const { email, municipality } = input;
  const anew = randomUUID();
  await sql(trx, { ...input, anew, sealed: keyRing.encrypt(place(anew), email) }).count(`
    insert into culture_contacts (id, municipality_number, email_sealed, language, wants_notices)
    values (:anew, :municipality, :sealed, :language, :wantsNotices)
    on conflict (municipality_number) do nothing`);
  // The address is encrypted for its row, which another may have inserted.
  const id = await sql(trx, { municipality }).value<string>(`
    select id from culture_contacts where municipality_number = :municipality for update`);
  await sql(trx, { ...input, id, sealed: keyRing.encrypt(place(id), email) }).count(`
    update culture_contacts
    set email_sealed = :sealed, language = :language, wants_notices = :wantsNotices
    where id = :id`);
}

/** Deletes a municipality's contact and what is owed to it. */
export async function deleteCultureContact(trx: Trx, municipality: string): Promise<void> {
  await sql(trx, { municipality }).count(
    "delete from culture_contacts where municipality_number = :municipality",
  );
}

/** Turns a contact's e-mails off. */
export async function muteCultureContact(trx: Trx, id: string): Promise<void> {
  await sql(trx, { id }).count(
    "update culture_contacts set wants_notices = false where id = :id::uuid",
  );
}
