import { updateImportColumns } from "../../db/recipients/recipient-imports.ts";
import { withoutRepeats, type ImportColumns } from "../../domain/recipients/import-columns.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { lockOpenImport, type ImportKey } from "./require-import.ts";

/** Chooses the columns of an import; one that is done stays. Throws AppError "forbidden", "not_found". */
export async function updateImport(
  deps: Pick<Deps, "clock" | "db" | "keyRing">,
  { columns, ...key }: ImportKey & { columns: ImportColumns },
): Promise<void> {
  await unitOfWork(deps, async ({ trx }) => {
    const found = await lockOpenImport(trx, deps, key);
    if (found) await updateImportColumns(trx, { id: found.id, columns: withoutRepeats(columns) });
  });
}
