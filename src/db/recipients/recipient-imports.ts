import type { ImportColumns } from "../../domain/recipients/import-columns.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** Rows of cells; the first has the headings. */
export type ImportTable = string[][];

/** How many recipients an import created, changed and left as they were. */
export interface ImportCounts {
  created: number;
  changed: number;
  unchanged: number;
}

export interface RecipientImport {
  id: string;
  municipality: string;
  columns: ImportColumns;
  /** The uploaded table, until it has been imported; then the counts. */
  table?: ImportTable | undefined;
  counts?: ImportCounts | undefined;
}

interface ImportKey {
  id: string;
  municipalities: string[];
  createdBy: string;
  at: Date;
}

interface Row {
  id: string;
  municipality: string;
  columns: ImportColumns;
  tableSealed: Buffer | null;
  createdCount: number | null;
  changedCount: number | null;
  unchangedCount: number | null;
}

const place = (row: string) => ({ column: "recipient_imports.table_sealed", row }) as const;

/** Stores an uploaded table, encrypted. */
export async function insertImport(
  trx: Trx,
  keyRing: KeyRing,
  {
    table,
    columns,
    ...values
  }: {
    id: string;
    municipality: string;
    createdBy: string;
    table: ImportTable;
    columns: ImportColumns;
    expiresAt: Date;
  },
): Promise<void> {
  const sealed = keyRing.encrypt(place(values.id), JSON.stringify(table));
  await sql(trx, { ...values, sealed, columns: JSON.stringify(columns) }).count(`
    insert into recipient_imports (id, municipality_number, created_by, table_sealed, columns, expires_at)
    values (:id, :municipality, :createdBy, :sealed, :columns, :expiresAt)`);
}

/** Locks the import until commit; nothing when there is none with the id. */
export async function lockImport(trx: Trx, id: string): Promise<void> {
  await sql(trx, { id }).count("select from recipient_imports where id = :id::uuid for update");
}

/** The person's own import that has not expired; undefined for another. */
export async function findImport(
  db: Db,
  keyRing: KeyRing,
  key: ImportKey,
): Promise<RecipientImport | undefined> {
  const row = await sql(db, key).row<Row>(`
    select id, municipality_number as municipality, columns, table_sealed, created_count, changed_count,
      unchanged_count
    from recipient_imports
    where id = :id::uuid and municipality_number = any(:municipalities::text[])
      and created_by = :createdBy and expires_at > :at`);
  if (!row) return undefined;
  const { id, municipality, columns, tableSealed } = row;
  const { createdCount: created, changedCount: changed, unchangedCount: unchanged } = row;
  const table = tableSealed && (JSON.parse(keyRing.decrypt(place(id), tableSealed)) as ImportTable);
  return {
    ...{ id, municipality, columns },
    ...(table && { table }),
    ...(created !== null && {
      counts: { created, changed: changed ?? 0, unchanged: unchanged ?? 0 },
    }),
  };
}

export async function updateImportColumns(
  trx: Trx,
  { id, columns }: { id: string; columns: ImportColumns },
): Promise<void> {
  await sql(trx, { id, columns: JSON.stringify(columns) }).count(
    "update recipient_imports set columns = :columns where id = :id",
  );
}

/** Replaces the uploaded table by what became of it. */
export async function markImportDone(trx: Trx, done: { id: string } & ImportCounts): Promise<void> {
  await sql(trx, done).count(`
    update recipient_imports set table_sealed = null, created_count = :created,
      changed_count = :changed, unchanged_count = :unchanged
    where id = :id`);
}

export async function deleteImport(trx: Trx, id: string): Promise<void> {
  await sql(trx, { id }).count("delete from recipient_imports where id = :id");
}

/** Deletes the imports that have expired. Returns how many. */
export function deleteExpiredImports(trx: Trx, at: Date): Promise<number> {
  return sql(trx, { at }).count("delete from recipient_imports where expires_at <= :at");
}
