import { findImportHeadings } from "../../db/recipients/import-headings.ts";
import { guessColumns, type ImportColumns } from "../../domain/recipients/import-columns.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { requireNavOf } from "../access/require-nav.ts";

/** Finds each member's column by the headings, as the municipality chose them last. Throws AppError("forbidden"). */
export async function guessImportColumns(
  { db, keyRing }: Pick<NestableDeps, "db" | "keyRing">,
  { actor, municipality, headings }: { actor: Actor; municipality: string; headings: string[] },
): Promise<ImportColumns> {
  requireNavOf(actor, municipality);
  return guessColumns(headings, await findImportHeadings(db, keyRing, municipality));
}
