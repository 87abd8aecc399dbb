import { findImage } from "../../db/templates/images.ts";
import type { Deps } from "../deps.ts";

/** A rendered image by the hash in its address; always PNG. */
export async function getImage(
  { db }: Pick<Deps, "db">,
  { hash }: { hash: string },
): Promise<Buffer | undefined> {
  return findImage(db, hash);
}
