import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** Stores the picture; deletes all from before `since` and all but the provider's latest `most`. */
export async function insertTemplateUpload(
  trx: Trx,
  upload: { providerId: string; bytes: Buffer; at: Date; since: Date; most: number },
): Promise<string> {
  const id = await sql(trx, upload).value<string>(`
    insert into template_uploads (provider_id, bytes, created_at)
    values (:providerId, :bytes, :at) returning id`);
  await sql(trx, { ...upload, id }).count(`
    delete from template_uploads
    where created_at < :since or id in (
      select id from template_uploads where provider_id = :providerId
      order by created_at desc, id <> :id offset :most)`);
  return id;
}

/** The picture; undefined when the provider has none with this id. */
export async function findTemplateUpload(
  db: Db,
  upload: { id: string; providerId: string },
): Promise<Buffer | undefined> {
  const [bytes] = await sql(db, upload).column<Buffer>(
    "select bytes from template_uploads where id = :id and provider_id = :providerId",
  );
  return bytes;
}
