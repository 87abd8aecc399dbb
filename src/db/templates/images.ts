import { createHash } from "node:crypto";
import type { Db, Trx } from "../connect.ts";

/** Lower-case hex SHA-256: an image's name in the database and in its URL. */
function imageHash(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Stores what is not there yet and returns each name's hash. */
export async function insertImages(
  trx: Trx,
  images: ReadonlyMap<string, Buffer>,
): Promise<Map<string, string>> {
  const byHash = new Map([...images.values()].map((bytes) => [imageHash(bytes), bytes]));
  // One order for all, so that two who save the same images wait instead of deadlocking.
  const hashes = [...byHash.keys()].sort();
  await trx.raw(
    `insert into images (hash, bytes)
     select * from unnest(?::text[], ?::bytea[])
     on conflict do nothing`,
    [hashes, hashes.map((hash) => byHash.get(hash) as Buffer)],
  );
  return new Map([...images].map(([name, bytes]) => [name, imageHash(bytes)]));
}

/**
 * A rendered image's bytes, always PNG. What was uploaded is never found here: an SVG or a photo's
 * position must not come back out.
 */
export async function findImage(db: Db, hash: string): Promise<Buffer | undefined> {
  const { rows } = await db.raw<{ rows: { bytes: Buffer }[] }>(
    `select images.bytes from images
     where images.hash = ? and exists (
       select from template_images
       where template_images.hash = images.hash and template_images.name not like 'artwork-%')`,
    [hash],
  );
  return rows[0]?.bytes;
}

/** At most `limit` of the pictures that Google is to fetch for offers that are open. */
export async function imagesForGoogle(
  db: Db,
  limit: number,
): Promise<{ name: string; hash: string }[]> {
  const { rows } = await db.raw<{ rows: { name: string; hash: string }[] }>(
    `select distinct template_images.name, template_images.hash
     from offers
     join template_images on template_images.template_id = offers.template_id
       and template_images.version = offers.template_version
     where offers.state = 'open'
       and template_images.name in ('google-logo.png', 'google-hero.png')
     order by template_images.hash limit ?`,
    [limit],
  );
  return rows;
}
