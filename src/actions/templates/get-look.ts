import { findLook } from "../../db/templates/provider-looks.ts";
import type { ProviderLook } from "../../domain/templates/look.ts";
import { requireProvider } from "../access/require-provider.ts";
import type { Actor, Deps } from "../deps.ts";

/**
 * Returns the provider's logo and colours, the pictures apart; undefined before its first template or look. Throws
 * AppError("forbidden") for all but providers.
 */
export async function getLook(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<ProviderLook | undefined> {
  return findLook(db, requireProvider(actor));
}
