import { deleteExpiredImports, deleteImport } from "../../db/recipients/recipient-imports.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { lockOwnImport, type ImportKey } from "./require-import.ts";

/** Removes an import with its table. Throws AppError "forbidden", "not_found". */
export async function removeImport(
  deps: Pick<Deps, "clock" | "db" | "keyRing">,
  key: ImportKey,
): Promise<void> {
  await unitOfWork(deps, async ({ trx }) => {
    const { id } = await lockOwnImport(trx, deps, key);
    await deleteImport(trx, id);
  });
}

/** Deletes the tables that were kept for an hour. Returns how many. */
export function removeExpiredImports(deps: Pick<Deps, "clock" | "db">): Promise<number> {
  return unitOfWork(deps, ({ trx }) => deleteExpiredImports(trx, deps.clock.now()));
}
