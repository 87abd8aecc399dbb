import type { ParsedRecipient } from "../../domain/recipients/recipient-input.ts";
import { AppError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Trx } from "../connect.ts";
import { lookupFor } from "../lookups.ts";
import { sql } from "../sql.ts";
import { ensureHouseholds } from "./households.ts";
import { recipientValues } from "./recipient-values.ts";

/** A row to write; its id is of a new recipient, or of a known one that it replaces. */
export interface RecipientWrite {
  id: string;
  input: ParsedRecipient;
  /** Whether its label was written now, and so for the family to read, too. */
  labelGiven: boolean;
}

/**
 * Inserts and updates recipients of one municipality as a set, under the rules of `upsertRecipient`.
 * The caller has locked the known ones. Throws AppError("conflict") when a reference has been taken meanwhile.
 */
export async function upsertRecipients(
  trx: Trx,
  keyRing: KeyRing,
  municipality: string,
  writes: readonly RecipientWrite[],
): Promise<void> {
  const references = writes.flatMap(({ input }) => input.household ?? []);
  const households = await ensureHouseholds(trx, keyRing, municipality, references);
  const { hash } = await lookupFor(trx, keyRing, "reference");
  const rows = writes.map(({ id, input }) => ({
    id,
    household_id: households.get(input.household ?? "") ?? null,
    ...recipientValues(keyRing, hash, id, input),
  }));
  const of = <K extends keyof (typeof rows)[number]>(key: K) => rows.map((row) => row[key]);
  const bound = {
    id: of("id"),
    household: of("household_id"),
    municipality,
    lookup: of("reference_lookup"),
    reference: of("reference_sealed"),
    label: of("label_sealed"),
    contact: of("contact_sealed"),
    birthYear: of("birth_year"),
    language: of("language"),
    delivery: of("delivery"),
    secondDelivery: of("second_delivery"),
    labelGiven: writes.map(({ labelGiven }) => labelGiven),
    protection: of("protected_address_sealed"),
  };
  await sql(trx, bound)
    .count(
      `insert into recipients (id, household_id, municipality_number, reference_lookup,
         reference_sealed, label_sealed, contact_sealed, birth_year, language, delivery,
         second_delivery, label_shown, protected_address, protected_address_sealed)
       select id, household_id, :municipality, lookup, reference, label, contact, birth_year, language,
         delivery, second_delivery, label_given, null, protection
       from unnest(:id::uuid[], :household::uuid[], :lookup::bytea[], :reference::bytea[],
         :label::bytea[], :contact::bytea[], :birthYear::int[], :language::text[], :delivery::text[],
         :secondDelivery::text[], :labelGiven::boolean[], :protection::bytea[])
         as given (id, household_id, lookup, reference, label, contact, birth_year, language, delivery,
           second_delivery, label_given, protection)
       on conflict (id) do update set
         household_id = coalesce(excluded.household_id, recipients.household_id),
         municipality_number = excluded.municipality_number,
         reference_lookup = excluded.reference_lookup,
         reference_sealed = excluded.reference_sealed,
         label_sealed = excluded.label_sealed,
         contact_sealed = excluded.contact_sealed,
         birth_year = excluded.birth_year,
         language = excluded.language,
         delivery = excluded.delivery,
         second_delivery = excluded.second_delivery,
         label_shown = recipients.label_shown or excluded.label_shown,
         protected_address = null,
         in_use_on = current_date,
         protected_address_sealed = excluded.protected_address_sealed`,
    )
    .catch((error: unknown) => {
      const isTaken = (error as { code?: string }).code === "23505";
      throw isTaken
        ? new AppError("conflict", "A reference was taken by another meanwhile.")
        : error;
    });
}
