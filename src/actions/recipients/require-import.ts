import type { Db, Trx } from "../../db/connect.ts";
import {
  findImport,
  lockImport,
  type ImportTable,
  type RecipientImport,
} from "../../db/recipients/recipient-imports.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

export interface ImportKey {
  actor: Actor;
  importId: string;
}

type Deciding = Pick<Deps, "clock" | "keyRing">;

/** The officer's own import. Throws AppError "forbidden"; "not_found" for another's, or after its hour. */
export async function requireImport(
  db: Db,
  { clock, keyRing }: Deciding,
  { actor, importId }: ImportKey,
): Promise<RecipientImport> {
  const municipalities = requireNav(actor);
  const key = { id: importId, municipalities, createdBy: actor.id, at: clock.now() };
  const found = isUuid(importId) ? await findImport(db, keyRing, key) : undefined;
  if (!found) throw new AppError("not_found", "The table is no longer kept. Upload it again.");
  return found;
}

/** Locks the officer's import. Throws as `requireImport`. */
export async function lockOwnImport(
  trx: Trx,
  deps: Deciding,
  key: ImportKey,
): Promise<RecipientImport> {
  if (isUuid(key.importId)) await lockImport(trx, key.importId);
  return requireImport(trx, deps, key);
}

/** Locks the officer's import that is not done; undefined when it is. Throws as `requireImport`. */
export async function lockOpenImport(
  trx: Trx,
  deps: Deciding,
  key: ImportKey,
): Promise<(RecipientImport & { table: ImportTable }) | undefined> {
  const { table, ...found } = await lockOwnImport(trx, deps, key);
  return table && { ...found, table };
}
