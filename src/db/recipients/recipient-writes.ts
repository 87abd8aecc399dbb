import { randomUUID } from "node:crypto";
import { AppError } from "../../errors.ts";
import type { ParsedRecipient } from "../../domain/recipients/recipient-input.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Trx } from "../connect.ts";
import { lookupFor } from "../lookups.ts";
import { sql } from "../sql.ts";
import { columns, decrypted, type Contact, type RecipientRow } from "./recipient-row.ts";

type RecipientColumn =
  "reference_sealed" | "label_sealed" | "contact_sealed" | "protected_address_sealed";

/** The household's id; inserts it when it is new. Only the reference's HMAC is stored. */
async function ensureHousehold(
  trx: Trx,
  keyRing: KeyRing,
  municipality: string,
  reference: string,
): Promise<string> {
  const { hash, hashes } = await lookupFor(trx, keyRing, "reference");
  const values = { municipality, lookups: hashes(reference), lookup: hash(reference) };
  const { column, value } = sql(trx, values);
  const [known] = await column<string>(`
    select id from households
    where municipality_number = :municipality and reference_lookup = any(:lookups::bytea[])
    limit 1`);
  if (known !== undefined) return known;
  return value(`
    insert into households (municipality_number, reference_lookup) values (:municipality, :lookup)
    on conflict (municipality_number, reference_lookup)
      do update set municipality_number = excluded.municipality_number
    returning id`);
}

/**
 * Inserts the recipient, or updates the one with `knownId`; encrypts everything under the current
 * key. A protected address has no contact stored. Two transactions that insert the same reference at
 * the same moment create one recipient, whichever keys they encrypt with. Throws
 * AppError("not_found") when `knownId` was removed.
 */
export async function upsertRecipient(
  trx: Trx,
  keyRing: KeyRing,
  input: ParsedRecipient,
  knownId: string | undefined,
): Promise<{ recipient: Recipient; created: boolean }> {
  const id = knownId ?? randomUUID();
  const values = await rowOf(trx, keyRing, id, input);
  const names = Object.keys(values);
  const parameters = names.map((name) => `:${name}`).join(", ");
  const { row, column } = sql(trx, { ...values, id });
  const stored = await row<RecipientRow>(
    knownId === undefined
      ? `insert into recipients (id, ${names.join(", ")}) values (:id, ${parameters})
         on conflict (municipality_number, reference_lookup) do nothing returning ${columns}`
      : `update recipients set (${names.join(", ")}) = row(${parameters}) where id = :id
         returning ${columns}`,
  );
  if (stored) {
    return { recipient: decrypted(keyRing, stored), created: knownId === undefined };
  }
  // What is encrypted is bound to its row, so the other transaction's is updated by its id.
  const [meanwhile] =
    knownId === undefined
      ? await column<string>(`
          select id from recipients where municipality_number = :municipality_number
            and reference_lookup = :reference_lookup for no key update`)
      : [];
  if (meanwhile === undefined) {
    throw new AppError("not_found", "The recipient was removed meanwhile.");
  }
  return upsertRecipient(trx, keyRing, input, meanwhile);
}

async function rowOf(trx: Trx, keyRing: KeyRing, id: string, input: ParsedRecipient) {
  const { phone, email } = input.protectedAddress ? {} : input;
  const { household, municipality, label } = input;
  const contact: Contact = { phone, email };
  const sealed = (column: RecipientColumn, text: string | undefined) =>
    text === undefined ? null : keyRing.encrypt({ column: `recipients.${column}`, row: id }, text);
  return {
    // Undefined keeps a known recipient's: its reference cannot be read back to be sent again.
    ...(household !== undefined && {
      household_id: household && (await ensureHousehold(trx, keyRing, municipality, household)),
    }),
    municipality_number: municipality,
    reference_lookup: (await lookupFor(trx, keyRing, "reference")).hash(input.reference),
    reference_sealed: sealed("reference_sealed", input.reference),
    label_sealed: sealed("label_sealed", label),
    contact_sealed: sealed(
      "contact_sealed",
      phone === undefined && email === undefined ? undefined : JSON.stringify(contact),
    ),
    birth_year: input.birthYear,
    language: input.language,
    delivery: input.delivery,
    protected_address: null,
    protected_address_sealed: sealed(
      "protected_address_sealed",
      input.protectedAddress ? "1" : "0",
    ),
  };
}
