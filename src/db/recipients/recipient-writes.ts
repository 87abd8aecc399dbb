import { AppError } from "../../errors.ts";
import type { ParsedRecipient } from "../../domain/recipients/recipient-input.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { columns, decrypted, type Contact, type RecipientRow } from "./recipient-row.ts";

/** The household's id; inserts it when it is new. Only the reference's HMAC is stored. */
async function ensureHousehold(
  trx: Trx,
  keyRing: KeyRing,
  municipality: string,
  reference: string,
): Promise<string> {
  const lookups = keyRing.hmacs("reference", reference);
  const lookup = keyRing.hmac("reference", reference);
  const { column, value } = sql(trx, { municipality, lookups, lookup });
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
 * the same moment create one recipient. Throws AppError("not_found") when `knownId` was removed.
 */
export async function upsertRecipient(
  trx: Trx,
  keyRing: KeyRing,
  input: ParsedRecipient,
  knownId: string | undefined,
): Promise<{ recipient: Recipient; created: boolean }> {
  const { phone, email } = input.protectedAddress ? {} : input;
  const { household, municipality } = input;
  const values = {
    // Undefined keeps a known recipient's: its reference cannot be read back to be sent again.
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
  const names = Object.keys(values);
  const parameters = names.map((name) => `:${name}`).join(", ");
  const { row } = sql(trx, { ...values, knownId });
  const stored = await row<RecipientRow & { created: boolean }>(
    knownId === undefined
      ? // xmax is 0 on a row that this statement itself inserted.
        `insert into recipients (${names.join(", ")}) values (${parameters})
         on conflict (municipality_number, reference_lookup) do update
         set ${names.map((name) => `${name} = excluded.${name}`).join(", ")}
         returning ${columns}, recipients.xmax = 0 as created`
      : `update recipients set (${names.join(", ")}) = row(${parameters}) where id = :knownId
         returning ${columns}, false as created`,
  );
  if (!stored) throw new AppError("not_found", "The recipient was removed meanwhile.");
  return { recipient: decrypted(keyRing, stored), created: stored.created };
}
