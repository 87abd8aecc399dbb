import { randomUUID } from "node:crypto";
import { insertImport, type ImportTable } from "../../db/recipients/recipient-imports.ts";
import { withoutIdentityNumber } from "../../domain/national-identity-number.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { guessImportColumns } from "./guess-import-columns.ts";

/** How long an uploaded table is kept for its preview. */
const keptMs = 3_600_000;

/**
 * Keeps an uploaded table encrypted for an hour, for the same officer; national identity numbers, in whatever column, are
 * not kept, and refused where a row is read. Throws AppError("forbidden").
 */
export async function createImport(
  deps: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, municipality, table: read }: { actor: Actor; municipality: string; table: ImportTable },
): Promise<{ id: string }> {
  const table = read.map((row) => row.map(withoutIdentityNumber));
  const [headings = []] = table;
  const columns = await guessImportColumns(deps, { actor, municipality, headings });
  const id = randomUUID();
  const expiresAt = new Date(deps.clock.now().getTime() + keptMs);
  await unitOfWork(deps, ({ trx }) =>
    insertImport(trx, deps.keyRing, {
      ...{ id, municipality, table, columns, expiresAt },
      createdBy: actor.id,
    }),
  );
  return { id };
}
