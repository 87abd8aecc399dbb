import { recordAudit } from "../db/audit.ts";
import { unknownMunicipalities } from "../db/municipalities.ts";
import { insertProvider } from "../db/providers.ts";
import type { ProviderInput } from "../domain/provider-input.ts";
import type { MailLanguage } from "../domain/provider-user.ts";
import { slugOf, type Provider } from "../domain/provider.ts";
import { AppError } from "../errors.ts";
import { cultureMunicipalities } from "./culture-municipalities.ts";
import { joinProvider } from "./add-provider-user.ts";
import type { Actor, Deps } from "./deps.ts";

/**
 * Makes a provider of one of the culture office's municipalities; it is invited until approved. Whoever
 * has its contact address becomes its first owner, and is owed an invitation by e-mail.
 * Throws AppError "forbidden", "validation_failed" for a municipality that is not the office's, or
 * "conflict" when the organisation number or slug is taken.
 */
export async function inviteProvider(
  { db, enqueue, keyRing }: Pick<Deps, "db" | "enqueue" | "keyRing">,
  {
    actor,
    provider: input,
    language,
  }: { actor: Actor; provider: ProviderInput; language?: MailLanguage | undefined },
): Promise<Provider> {
  const municipalities = cultureMunicipalities(actor);
  const { provider, userId } = await db.transaction(async (trx) => {
    const { municipality } = input;
    const known = municipalities.includes(municipality)
      ? (await unknownMunicipalities(trx, [municipality])).length === 0
      : false;
    if (!known) {
      throw new AppError("validation_failed", "The municipality is not one of yours.", {
        errors: [{ path: "municipality", code: "unknown", message: "must be one of yours" }],
      });
    }
    const provider = await insertProvider(trx, {
      ...input,
      slug: input.slug ?? slugOf(input.name),
    });
    if (!provider) {
      throw new AppError("conflict", "A provider with this organisation number or slug exists.");
    }
    await recordAudit(trx, { actor: actor.id, action: "provider.invited", subject: provider.id });
    const email = provider.contactEmail;
    if (email === undefined) return { provider };
    const owner = { actor, providerId: provider.id, email, role: "owner", language } as const;
    return { provider, userId: await joinProvider(trx, keyRing, owner) };
  });
  if (userId !== undefined) await enqueue("send-invitation", [{ userId }]);
  return provider;
}
