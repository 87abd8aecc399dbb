import { findPassFor, type FollowedPass } from "../db/passes.ts";
import { AppError } from "../errors.ts";
import type { Actor, Deps } from "./deps.ts";
import { municipalitiesOf } from "./municipalities-of.ts";

/**
 * A ticket's state, version and the phones it reached; never where or when it was used. Throws
 * AppError "forbidden", or "not_found" (also for another municipality's).
 */
export async function showPass(
  { db }: Pick<Deps, "db">,
  { actor, serialNumber }: { actor: Actor; serialNumber: string },
): Promise<FollowedPass> {
  const pass = await findPassFor(db, serialNumber, municipalitiesOf(actor));
  if (!pass) throw new AppError("not_found", "There is no such ticket.");
  return pass;
}
