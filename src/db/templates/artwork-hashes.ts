import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** The hash of each uploaded file of a version, by its role. */
export async function artworkHashes(
  db: Db,
  templateId: string,
  version: number,
): Promise<Map<string, string>> {
  const rows = await sql(db, { templateId, version }).rows<{ role: string; hash: string }>(`
    select substr(name, length('artwork-') + 1) as role, hash from template_images
    where template_id = :templateId and version = :version and name like 'artwork-%'`);
  return new Map(rows.map(({ role, hash }) => [role, hash]));
}
