import { AppError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db } from "../connect.ts";

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
