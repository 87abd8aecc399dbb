import { findPassDetails, type PassDetails } from "../../db/passes/passes.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

/**
 * A ticket's state and the phones that hold it; never whether, where or when it was used. Throws
 * AppError "forbidden", or "not_found" (also for another municipality's).
 */
export async function getPass(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor, serialNumber }: { actor: Actor; serialNumber: string },
): Promise<PassDetails> {
  const visible = { municipalities: requireNav(actor), at: clock.now() };
  const pass = await findPassDetails(db, serialNumber, visible);
  if (!pass) throw new AppError("not_found", "There is no such ticket.");
  return pass;
}
