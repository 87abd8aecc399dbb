import type { Trx } from "../../db/connect.ts";
import { withContactEmails } from "../../db/providers/contact-emails.ts";
import { lockProvider } from "../../db/providers/providers.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";
import { requireCulture } from "./require-culture.ts";
import type { Actor } from "../deps.ts";

/**
 * Locks a provider of the culture office's municipalities until commit. Throws AppError "forbidden"
 * or "not_found".
 */
export async function lockProviderInMunicipality(
  trx: Trx,
  keyRing: KeyRing,
  actor: Actor,
  providerId: string,
): Promise<Provider> {
  const municipalities = requireCulture(actor);
  const provider = isUuid(providerId) ? await lockProvider(trx, providerId) : undefined;
  if (!provider || !municipalities.includes(provider.municipality)) {
    throw new AppError("not_found", "There is no such provider.");
  }
  const [withContact] = await withContactEmails(trx, keyRing, [provider]);
  return withContact ?? provider;
}
