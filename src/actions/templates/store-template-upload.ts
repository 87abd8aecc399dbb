import { insertTemplateUpload } from "../../db/templates/template-uploads.ts";
import type { ArtworkRole } from "../../domain/templates/template.ts";
import type { FieldError } from "../../errors.ts";
import { artworkFaults } from "../../wallets/artwork/normalise-artwork.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";
import { unitOfWork } from "../unit-of-work.ts";

const keptFor = 24 * 60 * 60 * 1000;
const maxKept = 12;

/**
 * Stores a picture of a template draft for a day and returns its id, or the faults of a picture that
 * cannot be used. Throws AppError("forbidden").
 */
export async function storeTemplateUpload(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor, role, bytes }: { actor: Actor; role: ArtworkRole; bytes: Buffer },
): Promise<{ id: string } | { errors: FieldError[] }> {
  const providerId = requireProvider(actor);
  const errors = await artworkFaults(bytes, role);
  if (errors.length > 0) return { errors };
  const at = clock.now();
  const since = new Date(at.getTime() - keptFor);
  const upload = { providerId, bytes, at, since, most: maxKept };
  return { id: await unitOfWork({ db }, ({ trx }) => insertTemplateUpload(trx, upload)) };
}
