import { findImage } from "../../db/templates/images.ts";
import type { Deps } from "../deps.ts";

/** Returns a rendered PNG by its content hash; undefined for an unknown hash. */
export async function getImage(
  { db }: Pick<Deps, "db">,
  { hash }: { hash: string },
): Promise<Buffer | undefined> {
  return findImage(db, hash);
}
