import { insertTemplateUpload } from "../db/template-uploads.ts";
import type { ArtworkRole } from "../domain/template.ts";
import type { FieldError } from "../errors.ts";
import { artworkFaults } from "../wallets/artwork-master.ts";
import type { Actor, Deps } from "./deps.ts";
import { providerOf } from "./provider-of.ts";

const keptFor = 24 * 60 * 60 * 1000;
const mostKept = 12;

/**
 * Keeps a picture of a template that is being edited for a day, so that it need not be sent again.
 * Answers what is wrong with one that no ticket can show. Throws AppError("forbidden").
 */
export async function keepUpload(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor, role, bytes }: { actor: Actor; role: ArtworkRole; bytes: Buffer },
): Promise<{ id: string } | { errors: FieldError[] }> {
  const providerId = providerOf(actor);
  const errors = await artworkFaults(bytes, role);
  if (errors.length > 0) return { errors };
  const at = clock.now();
  const since = new Date(at.getTime() - keptFor);
  const upload = { providerId, bytes, at, since, most: mostKept };
  return { id: await db.transaction((trx) => insertTemplateUpload(trx, upload)) };
}
