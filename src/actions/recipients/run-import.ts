import { markImportDone } from "../../db/recipients/recipient-imports.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { importTable } from "./import-table.ts";
import type { SettleDeps } from "./settle-changes.ts";
import { lockOpenImport, type ImportKey } from "./require-import.ts";

/** Imports the kept table and deletes it; does nothing the second time. Throws as `importTable`, and "not_found". */
export async function runImport(
  deps: Pick<Deps, "clock" | "db"> & SettleDeps,
  { revision, ...key }: ImportKey & { revision: string },
): Promise<void> {
  await unitOfWork(deps, async ({ trx }) => {
    const found = await lockOpenImport(trx, deps, key);
    if (!found) return;
    const { id, municipality, table, columns } = found;
    const { actor } = key;
    const asked = { actor, municipality, table, columns, revision };
    await markImportDone(trx, { id, ...(await importTable({ ...deps, db: trx }, asked)) });
  });
}
