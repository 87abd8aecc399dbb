import { AppError } from "../../errors.ts";
import type { ParsedRecipient } from "../../domain/recipients/recipient-input.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Trx } from "../connect.ts";
import { columns, decrypted, type Contact, type RecipientRow } from "./recipient-row.ts";

type SavedRow = RecipientRow & { created: boolean };

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
export async function upsertRecipient(
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
  return { recipient: decrypted(keyRing, stored), created: stored.created };
}
