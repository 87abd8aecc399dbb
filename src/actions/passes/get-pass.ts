import { findPassDetails, type PassDetails } from "../../db/passes/passes.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

/**
 * A ticket's state, version and the phones it reached; never where or when it was used. Throws
 * AppError "forbidden", or "not_found" (also for another municipality's).
 */
export async function getPass(
  { db }: Pick<Deps, "db">,
  { actor, serialNumber }: { actor: Actor; serialNumber: string },
): Promise<PassDetails> {
  const pass = await findPassDetails(db, serialNumber, requireNav(actor));
  if (!pass) throw new AppError("not_found", "There is no such ticket.");
  return pass;
}
