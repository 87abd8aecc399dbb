import type { Db, Trx } from "../connect.ts";

/** Stores the picture, and forgets all from before `since` and all but the provider's latest `most`. */
export async function insertTemplateUpload(
  trx: Trx,
  {
    providerId,
    bytes,
    at,
    since,
    most,
  }: {
    providerId: string;
    bytes: Buffer;
    at: Date;
    since: Date;
    most: number;
  },
): Promise<string> {
  const { rows } = await trx.raw<{ rows: [{ id: string }] }>(
    `insert into template_uploads (provider_id, bytes, created_at) values (?, ?, ?) returning id`,
    [providerId, bytes, at],
  );
  await trx.raw(
    `delete from template_uploads
     where created_at < ? or id in (
       select id from template_uploads where provider_id = ?
       order by created_at desc, id <> ? offset ?)`,
    [since, providerId, rows[0].id, most],
  );
  return rows[0].id;
}

/** The provider's own alone. */
export async function findTemplateUpload(
  db: Db,
  { id, providerId }: { id: string; providerId: string },
): Promise<Buffer | undefined> {
  const { rows } = await db.raw<{ rows: { bytes: Buffer }[] }>(
    `select bytes from template_uploads where id = ? and provider_id = ?`,
    [id, providerId],
  );
  return rows[0]?.bytes;
}
