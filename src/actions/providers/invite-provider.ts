import { recordAudit } from "../../db/audit.ts";
import { setContactEmail } from "../../db/providers/contact-emails.ts";
import { insertProvider } from "../../db/providers/providers.ts";
import {
  revealingProviderErrors,
  type ProviderInput,
} from "../../domain/providers/provider-input.ts";
import type { MailLanguage } from "../../domain/providers/provider-user.ts";
import { slugOf, type Provider } from "../../domain/providers/provider.ts";
import { AppError } from "../../errors.ts";
import { joinProvider } from "./create-provider-user.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { requireOwnMunicipality } from "../access/require-own-municipality.ts";
import { requireNeutralText } from "../require-neutral-text.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Creates a provider in one of the culture office's municipalities; it is invited until approved.
 * The contact address's user becomes its first owner and is owed an invitation by email. Throws
 * AppError "forbidden", "revealing_text" for a name or place, "validation_failed" for another
 * municipality, or "conflict" when the organisation number or slug is taken.
 */
export async function inviteProvider(
  { db, enqueue, keyRing }: Pick<NestableDeps, "db" | "enqueue" | "keyRing">,
  {
    actor,
    provider: input,
    language,
  }: { actor: Actor; provider: ProviderInput; language?: MailLanguage | undefined },
): Promise<Provider> {
  requireNeutralText(revealingProviderErrors(input));
  return unitOfWork({ db }, async ({ trx, afterCommit }) => {
    await requireOwnMunicipality(trx, actor, input.municipality);
    const { slug = slugOf(input.name), vatPercent = 0 } = input;
    const provider = await insertProvider(trx, { ...input, slug, vatPercent }, actor.id);
    if (!provider) {
      throw new AppError("conflict", "A provider with this organisation number or slug exists.");
    }
    await recordAudit(trx, { actor: actor.id, action: "provider.invited", subject: provider.id });
    const email = input.contactEmail;
    if (email === undefined) return provider;
    await setContactEmail(trx, keyRing, { id: provider.id, email });
    const owner = { actor, providerId: provider.id, email, role: "owner", language } as const;
    const userId = await joinProvider(trx, keyRing, owner);
    afterCommit(() => enqueue("send-invitation", [{ userId }]));
    return { ...provider, contactEmail: email };
  });
}
