import type { KeyRing } from "../../key-ring.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import { listNamePlace } from "./recipient-lists.ts";

/** A saved list that a recipient is in, with the month of its last use, `YYYY-MM`. */
export interface ExportedList {
  id: string;
  name: string;
  usedIn: string;
}

export async function exportedLists(
  db: Db,
  keyRing: KeyRing,
  recipientId: string,
): Promise<ExportedList[]> {
  const rows = await sql(db, { recipientId }).rows<
    Omit<ExportedList, "name"> & { nameSealed: Buffer }
  >(`
    select id, name_sealed, to_char(used_in, 'YYYY-MM') as used_in
    from recipient_list_members join recipient_lists on recipient_lists.id = list_id
    where recipient_id = :recipientId::uuid order by recipient_lists.used_in desc, id`);
  return rows.map(({ nameSealed, ...list }) => ({
    ...list,
    name: keyRing.decrypt(listNamePlace(list.id), nameSealed),
  }));
}
