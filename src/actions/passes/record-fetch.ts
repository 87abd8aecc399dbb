import { recordPhoneFetch } from "../../db/operations/update-propagation.ts";
import type { Pass } from "../../domain/passes/pass.ts";
import type { Deps } from "../deps.ts";

/** Counts a phone's complete fetch of this version. Safe to call for an old version. */
export async function recordFetch(
  { db }: Pick<Deps, "db">,
  { serialNumber, version }: Pick<Pass, "serialNumber" | "version">,
): Promise<void> {
  await recordPhoneFetch(db, serialNumber, version);
}
