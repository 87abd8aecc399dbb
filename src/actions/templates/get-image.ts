import { findImage } from "../../db/templates/images.ts";
import { screenImage } from "../../wallets/artwork/screen-image.ts";
import type { Deps } from "../deps.ts";

/** Returns a rendered PNG by its content hash; undefined for an unknown hash. */
export async function getImage(
  { db }: Pick<Deps, "db">,
  { hash }: { hash: string },
): Promise<Buffer | undefined> {
  return findImage(db, hash);
}

/** Returns the same image for a page's screen, smaller and as WebP: as wide as a ticket, or for a line of text. */
export async function getScreenImage(
  { db }: Pick<Deps, "db">,
  { hash, isSmall = false }: { hash: string; isSmall?: boolean },
): Promise<Buffer | undefined> {
  const png = await findImage(db, hash);
  return png && screenImage(png, isSmall);
}
