import { findTokenByCode } from "../db/claim-links.ts";
import { parseClaimCode } from "../domain/claim-code.ts";
import { claimUrl } from "../domain/claim-url.ts";
import type { Deps } from "./deps.ts";

/** The link that belongs to a code as someone typed it; undefined for an unknown one. */
export async function openByCode(
  { config, db, keyRing }: Pick<Deps, "config" | "db" | "keyRing">,
  { code }: { code: string },
): Promise<string | undefined> {
  const parsed = parseClaimCode(code);
  const token = parsed && (await findTokenByCode(db, keyRing, parsed));
  return token && claimUrl(config.publicUrl, token);
}
