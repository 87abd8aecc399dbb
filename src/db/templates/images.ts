import { createHash } from "node:crypto";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** Lower-case hex SHA-256: an image's name in the database and in its URL. */
function imageHash(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Stores the images that are not stored yet and returns each name's hash. */
export async function insertImages(
  trx: Trx,
  images: ReadonlyMap<string, Buffer>,
): Promise<Map<string, string>> {
  const byHash = new Map([...images.values()].map((bytes) => [imageHash(bytes), bytes]));
  // One order for all, so that two transactions with the same images wait instead of deadlocking.
  const hashes = [...byHash.keys()].sort();
  await sql(trx, { hashes, bytes: hashes.map((hash) => byHash.get(hash) as Buffer) }).count(`
    insert into images (hash, bytes)
    select * from unnest(:hashes::text[], :bytes::bytea[])
    on conflict do nothing`);
  return new Map([...images].map(([name, bytes]) => [name, imageHash(bytes)]));
}

/**
 * A rendered image's bytes, always PNG. Uploaded files are never returned: an SVG's content or a
 * photo's position must not be published.
 */
export async function findImage(db: Db, hash: string): Promise<Buffer | undefined> {
  const [bytes] = await sql(db, { hash }).column<Buffer>(`
    select images.bytes from images
    where images.hash = :hash and exists (
      select from template_images
      where template_images.hash = images.hash and template_images.name not like 'artwork-%')`);
  return bytes;
}

/** At most `limit` of the images that Google fetches for open offers. */
export function imagesForGoogle(db: Db, limit: number): Promise<{ name: string; hash: string }[]> {
  return sql(db, { limit }).rows(`
    select distinct template_images.name, template_images.hash
    from offers
    join template_images on template_images.template_id = offers.template_id
      and template_images.version = offers.template_version
    where offers.state = 'open'
      and template_images.name in ('google-logo.png', 'google-hero.png')
    order by template_images.hash limit :limit`);
}
