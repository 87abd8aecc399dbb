import { expireCodes as expire } from "../../db/codes/code-stock.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** Marks free codes that are over as expired. Safe to run twice. Returns how many. */
export function expireCodes({ db, clock }: Pick<Deps, "db" | "clock">): Promise<number> {
  const now = clock.now();
  return unitOfWork({ db }, ({ trx }) => expire(trx, now));
}
