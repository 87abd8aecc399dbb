import type { KeyRing } from "../../key-ring.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** So many are decrypted between two queries, in which other requests get their turn. */
const slice = 500;
const beforeAll = "00000000-0000-0000-0000-000000000000";

interface NamedRow {
  id: string;
  referenceSealed: Buffer;
  labelSealed: Buffer | null;
}

/**
 * Ids of the municipalities' recipients whose reference or label `matches`, at most `limit`. Both are
 * stored encrypted, so that each is decrypted: 10,000 take some tenths of a second.
 */
export async function searchRecipients(
  db: Db,
  keyRing: KeyRing,
  municipalities: string[],
  {
    matches,
    limit,
    householdIds,
  }: {
    matches: (name: string) => boolean;
    limit: number;
    /** Undefined: of any household, or of none. */
    householdIds?: string[] | undefined;
  },
): Promise<string[]> {
  const found: string[] = [];
  for (
    let after: string | undefined = beforeAll, isLast = false;
    !isLast && found.length < limit;
  ) {
    const rows: NamedRow[] = await sql(db, { municipalities, householdIds, after, slice }).rows(`
      select found.id, found.reference_sealed, found.label_sealed
      from (select distinct unnest(:municipalities::text[]) as municipality) as own
      cross join lateral (
        select id, reference_sealed, label_sealed from recipients
        where municipality_number = municipality and id > :after::uuid
          and (:householdIds::uuid[] is null or household_id = any(:householdIds::uuid[]))
        order by id limit :slice
      ) as found
      order by found.id limit :slice`);
    for (const { id, referenceSealed, labelSealed } of rows) {
      const place = { column: "recipients.reference_sealed", row: id } as const;
      const isFound =
        matches(keyRing.decrypt(place, referenceSealed)) ||
        (labelSealed !== null &&
          matches(keyRing.decrypt({ column: "recipients.label_sealed", row: id }, labelSealed)));
      if (isFound) found.push(id);
    }
    after = rows.at(-1)?.id;
    isLast = rows.length < slice;
  }
  return found.slice(0, limit);
}
