import { findTokenByCode } from "../../db/recipients/claim-link-lookups.ts";
import { parseClaimCode } from "../../domain/recipients/claim-code.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import type { Deps } from "../deps.ts";

/** The claim link of a typed code; undefined for an unknown one. */
export async function findClaimLinkByCode(
  { config, db, keyRing }: Pick<Deps, "config" | "db" | "keyRing">,
  { code }: { code: string },
): Promise<string | undefined> {
  const parsed = parseClaimCode(code);
  const token = parsed && (await findTokenByCode(db, keyRing, parsed));
  return token && claimUrl(config.publicUrl, token);
}
