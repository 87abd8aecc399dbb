import type { Trx } from "../../db/connect.ts";
import { artworkHashes } from "../../db/templates/artwork-hashes.ts";
import { findTemplateVersion } from "../../db/templates/template-versions.ts";
import { changedMembers } from "../../domain/templates/changed-members.ts";
import { artworkRoles } from "../../domain/templates/template.ts";

/**
 * What another has changed of a template since the version that was seen, with the values of the current one; of a
 * picture its hash. Empty for a version that is none.
 */
export async function changesSince(
  trx: Trx,
  templateId: string,
  seen: string | undefined,
  current: number,
): Promise<{ path: string; current: unknown }[]> {
  const version = /^\d{1,9}$/.test(seen ?? "") ? Number(seen) : 0;
  const before = await findTemplateVersion(trx, templateId, version);
  const after = await findTemplateVersion(trx, templateId, current);
  if (!before || !after) return [];
  const old = await artworkHashes(trx, templateId, version);
  const now = await artworkHashes(trx, templateId, current);
  const pictures = artworkRoles.filter((role) => old.get(role) !== now.get(role));
  return [
    ...changedMembers(before.definition, after.definition),
    ...pictures.map((path) => ({ path, current: now.get(path) ?? null })),
  ];
}
