import type { RecipientImport } from "../../db/recipients/recipient-imports.ts";
import type { ImportPlan } from "../../domain/recipients/import-plan.ts";
import type { Deps } from "../deps.ts";
import { previewImport } from "./import-table.ts";
import { requireImport, type ImportKey } from "./require-import.ts";

/** The officer's import, with what it would do unless it is done. Throws AppError "forbidden", "not_found". */
export async function getImport(
  deps: Pick<Deps, "clock" | "db" | "keyRing">,
  key: ImportKey,
): Promise<RecipientImport & { plan?: ImportPlan }> {
  const found = await requireImport(deps.db, deps, key);
  const { table, municipality, columns } = found;
  if (!table) return found;
  const { actor } = key;
  return { ...found, plan: await previewImport(deps, { actor, municipality, table, columns }) };
}
