import { AppError } from "../errors.ts";
import type { KeyRing } from "../key-ring.ts";
import type { Language } from "../domain/language.ts";
import type { ParsedRecipient } from "../domain/recipient-input.ts";
import type { Delivery, Recipient } from "../domain/recipient.ts";
import type { Db, Trx } from "./connect.ts";

interface RecipientRow {
  id: string;
  municipality_number: string;
  household_id: string | null;
  reference_sealed: Buffer;
  label_sealed: Buffer | null;
  contact_sealed: Buffer | null;
  birth_year: number;
  language: Language;
  delivery: Delivery;
  protected_address: boolean;
  created_at: Date;
}

type SavedRow = RecipientRow & { created: boolean };

const columns = [
  "recipients.id",
  "recipients.municipality_number",
  "recipients.household_id",
  "recipients.reference_sealed",
  "recipients.label_sealed",
  "recipients.contact_sealed",
  "recipients.birth_year",
  "recipients.language",
  "recipients.delivery",
  "recipients.protected_address",
  "recipients.created_at",
];

/** How to reach someone; sealed as one text. */
interface Contact {
  phone?: string | undefined;
  email?: string | undefined;
}

function opened(keyRing: KeyRing, row: RecipientRow): Recipient {
  const contact = row.contact_sealed
    ? (JSON.parse(keyRing.decrypt("contact", row.contact_sealed)) as Contact)
    : {};
  return {
    id: row.id,
    municipality: row.municipality_number,
    reference: keyRing.decrypt("reference", row.reference_sealed),
    ...(row.household_id !== null && { householdId: row.household_id }),
    ...(row.label_sealed && { label: keyRing.decrypt("contact", row.label_sealed) }),
    birthYear: row.birth_year,
    language: row.language,
    ...contact,
    delivery: row.delivery,
    protectedAddress: row.protected_address,
    createdAt: row.created_at,
  };
}

/** What the rules of allocation ask about a recipient; nothing that needs opening. */
export interface FoundRecipient {
  id: string;
  municipality: string;
  birthYear: number;
  householdId: string | null;
}

/**
 * Those of the references that are known in the municipalities, in one statement and across a
 * rotation of keys. Throws AppError("conflict") when a reference is known in two of them, since
 * either child could be meant.
 */
export async function findRecipientsByReference(
  db: Db,
  keyRing: KeyRing,
  municipalities: string[],
  references: string[],
): Promise<Map<string, FoundRecipient>> {
  const referenceOf = new Map(
    [...new Set(references)].flatMap((reference) =>
      keyRing.hmacs("reference", reference).map((hmac) => [hmac.toString("hex"), reference]),
    ) as [string, string][],
  );
  const { rows } = await db.raw<{
    rows: {
      lookup: string;
      id: string;
      municipality: string;
      birth_year: number;
      household_id: string | null;
    }[];
  }>(
    `select encode(reference_lookup, 'hex') as lookup, id, municipality_number as municipality,
       birth_year, household_id
     from recipients
     where municipality_number = any(?::text[])
       and reference_lookup = any(select decode(hex, 'hex') from unnest(?::text[]) as hex)`,
    [municipalities, [...referenceOf.keys()]],
  );
  const found = new Map<string, FoundRecipient>();
  for (const { lookup, id, municipality, birth_year, household_id } of rows) {
    const reference = referenceOf.get(lookup) ?? "";
    if (found.has(reference)) {
      throw new AppError("conflict", "A reference is known in more than one municipality.");
    }
    found.set(reference, { id, municipality, birthYear: birth_year, householdId: household_id });
  }
  return found;
}

/** The household's id, made when it is new. Only the reference's HMAC is kept. */
async function ensureHousehold(
  trx: Trx,
  keyRing: KeyRing,
  municipality: string,
  reference: string,
): Promise<string> {
  const known = await trx<{ id: string }>("households")
    .where("municipality_number", municipality)
    .whereRaw("reference_lookup = any(?::bytea[])", [keyRing.hmacs("reference", reference)])
    .first("id");
  if (known) return known.id;
  const { rows } = await trx.raw<{ rows: [{ id: string }] }>(
    `insert into households (municipality_number, reference_lookup) values (?, ?)
     on conflict (municipality_number, reference_lookup)
       do update set municipality_number = excluded.municipality_number
     returning id`,
    [municipality, keyRing.hmac("reference", reference)],
  );
  return rows[0].id;
}

/**
 * Makes the recipient, or brings `knownId` to what the input says; seals everything under the
 * current key. A protected address keeps no contact at all. Two that make the same reference at the
 * same moment make one recipient.
 */
export async function saveRecipient(
  trx: Trx,
  keyRing: KeyRing,
  input: ParsedRecipient,
  knownId: string | undefined,
): Promise<{ recipient: Recipient; created: boolean }> {
  const { phone, email } = input.protectedAddress ? {} : input;
  const { household, municipality } = input;
  const row = {
    // Unnamed, a known recipient's stays: its reference cannot be read back to be sent again.
    ...(household !== undefined && {
      household_id: household && (await ensureHousehold(trx, keyRing, municipality, household)),
    }),
    municipality_number: municipality,
    reference_lookup: keyRing.hmac("reference", input.reference),
    reference_sealed: keyRing.encrypt("reference", input.reference),
    label_sealed: input.label === undefined ? null : keyRing.encrypt("contact", input.label),
    contact_sealed:
      phone === undefined && email === undefined
        ? null
        : keyRing.encrypt("contact", JSON.stringify({ phone, email } satisfies Contact)),
    birth_year: input.birthYear,
    language: input.language,
    delivery: input.delivery,
    protected_address: input.protectedAddress,
  };
  const [stored] =
    knownId === undefined
      ? await trx("recipients")
          .insert(row)
          .onConflict(["municipality_number", "reference_lookup"])
          .merge()
          // xmax is 0 on a row that this statement itself made.
          .returning<SavedRow[]>([...columns, trx.raw("(recipients.xmax = 0) as created")])
      : await trx("recipients")
          .where({ id: knownId })
          .update(row)
          .returning<SavedRow[]>([...columns, trx.raw("false as created")]);
  if (!stored) throw new AppError("not_found", "The recipient was removed meanwhile.");
  return { recipient: opened(keyRing, stored), created: stored.created };
}

/**
 * Whoever makes links or messages for a recipient, or removes it, takes this lock before any other;
 * an allocation does not wait for it. False when there is no such recipient.
 */
export async function lockRecipient(trx: Trx, id: string): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    "select id from recipients where id = ? for no key update",
    [id],
  );
  return rows.length > 0;
}

/** The recipient, opened; undefined when there is none. */
export async function findRecipient(
  db: Db,
  keyRing: KeyRing,
  id: string,
): Promise<Recipient | undefined> {
  const row = await db<RecipientRow>("recipients")
    .where({ id })
    .first<RecipientRow | undefined>(columns);
  return row && opened(keyRing, row);
}

/** Several recipients, opened, by id. Unknown ids are left out. */
export async function findRecipients(
  db: Db,
  keyRing: KeyRing,
  ids: string[],
): Promise<Map<string, Recipient>> {
  const rows = await db("recipients")
    .whereRaw("id = any(?::uuid[])", [ids])
    .select<RecipientRow[]>(columns);
  return new Map(rows.map((row) => [row.id, opened(keyRing, row)]));
}

/** Where a page of the list ended: the newest come first. */
export interface RecipientCursor {
  /** As PostgreSQL writes it, to the microsecond. */
  createdAt: string;
  id: string;
}

/** A page of the municipalities' recipients, newest first, opened, each with the cursor that follows it. */
export async function recipientsOf(
  db: Db,
  keyRing: KeyRing,
  municipalities: string[],
  { limit, after }: { limit: number; after?: RecipientCursor | undefined },
): Promise<{ recipient: Recipient; cursor: RecipientCursor }[]> {
  const query = db("recipients")
    .whereRaw("municipality_number = any(?::text[])", [municipalities])
    .orderBy([
      { column: "created_at", order: "desc" },
      { column: "id", order: "desc" },
    ])
    .limit(limit)
    .select([...columns, db.raw("created_at::text as created_text")]);
  if (after) {
    void query.whereRaw("(created_at, id) < (?::timestamptz, ?::uuid)", [
      after.createdAt,
      after.id,
    ]);
  }
  const rows = (await query) as (RecipientRow & { created_text: string })[];
  return rows.map((row) => ({
    recipient: opened(keyRing, row),
    cursor: { createdAt: row.created_text, id: row.id },
  }));
}
