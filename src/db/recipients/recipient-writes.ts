import { randomUUID } from "node:crypto";
import { AppError } from "../../errors.ts";
import type { ParsedRecipient } from "../../domain/recipients/recipient-input.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Trx } from "../connect.ts";
import { lookupFor } from "../lookups.ts";
import { sql } from "../sql.ts";
import { ensureHouseholds } from "./households.ts";
import { columns, decrypted, type RecipientRow } from "./recipient-row.ts";
import { recipientValues } from "./recipient-values.ts";

/**
 * Inserts the recipient, or updates the one with `knownId`; encrypts everything under the current key. With
 * `labelGiven` the label was written now, and the family may read it, too. A protected address has no contact stored.
 * Two transactions that insert the same reference at the same moment create one recipient, whichever keys they
 * encrypt with. Throws AppError("not_found") when `knownId` was removed.
 */
export async function upsertRecipient(
  trx: Trx,
  keyRing: KeyRing,
  input: ParsedRecipient,
  { knownId, labelGiven }: { knownId: string | undefined; labelGiven: boolean },
): Promise<{ recipient: Recipient; created: boolean }> {
  const id = knownId ?? randomUUID();
  const values = {
    ...(await rowOf(trx, keyRing, id, input)),
    ...(labelGiven && { label_shown: true }),
  };
  const names = Object.keys(values);
  const parameters = names.map((name) => `:${name}`).join(", ");
  const { row, column } = sql(trx, { ...values, id });
  const stored = await row<RecipientRow>(
    knownId === undefined
      ? `insert into recipients (id, ${names.join(", ")}) values (:id, ${parameters})
         on conflict (municipality_number, reference_lookup) do nothing returning ${columns}`
      : `update recipients set in_use_on = current_date, (${names.join(", ")}) = row(${parameters})
         where id = :id
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
  return upsertRecipient(trx, keyRing, input, { knownId: meanwhile, labelGiven });
}

async function rowOf(trx: Trx, keyRing: KeyRing, id: string, input: ParsedRecipient) {
  const { household, municipality } = input;
  const { hash } = await lookupFor(trx, keyRing, "reference");
  const found = household
    ? await ensureHouseholds(trx, keyRing, municipality, [household])
    : undefined;
  return {
    // Undefined keeps a known recipient's: its reference cannot be read back to be sent again.
    ...(household !== undefined && { household_id: found?.get(household ?? "") ?? null }),
    municipality_number: municipality,
    ...recipientValues(keyRing, hash, id, input),
    protected_address: null,
  };
}
