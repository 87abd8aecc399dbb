import { findImage } from "../db/images.ts";
import type { Deps } from "./deps.ts";

/** A rendered image by the hash in its address; always PNG. */
export async function showImage(
  { db }: Pick<Deps, "db">,
  { hash }: { hash: string },
): Promise<Buffer | undefined> {
  return findImage(db, hash);
}
