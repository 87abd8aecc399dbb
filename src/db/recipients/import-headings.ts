import { randomUUID } from "node:crypto";
import type { ImportMember } from "../../domain/recipients/import-columns.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** The heading of each member's column in a municipality's last import. */
export type ImportHeadings = { [M in ImportMember]?: string | undefined };

const place = (row: string) =>
  ({ column: "recipient_import_headings.headings_sealed", row }) as const;

/** The municipality's headings; empty before its first import. */
export async function findImportHeadings(
  db: Db,
  keyRing: KeyRing,
  municipality: string,
): Promise<ImportHeadings> {
  const row = await sql(db, { municipality }).row<{ id: string; headingsSealed: Buffer }>(`
    select id, headings_sealed from recipient_import_headings
    where municipality_number = :municipality`);
  return row
    ? (JSON.parse(keyRing.decrypt(place(row.id), row.headingsSealed)) as ImportHeadings)
    : {};
}

/** Stores the municipality's headings in place of earlier ones, encrypted: a heading can be anything. */
export async function upsertImportHeadings(
  trx: Trx,
  keyRing: KeyRing,
  { municipality, headings }: { municipality: string; headings: ImportHeadings },
): Promise<void> {
  const id = randomUUID();
  const sealed = keyRing.encrypt(place(id), JSON.stringify(headings));
  await sql(trx, { id, municipality, sealed }).count(`
    insert into recipient_import_headings (id, municipality_number, headings_sealed)
    values (:id, :municipality, :sealed)
    on conflict (municipality_number) do update
      set id = excluded.id, headings_sealed = excluded.headings_sealed`);
}
