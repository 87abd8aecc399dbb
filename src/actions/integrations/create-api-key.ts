import { createHash, randomBytes } from "node:crypto";
import type { Config } from "../../config.ts";
import { insertApiKey } from "../../db/integrations/api-keys.ts";
import { recordAudit } from "../../db/audit.ts";
import { unknownMunicipalities } from "../../db/municipalities.ts";
import { AppError } from "../../errors.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

export type ApiKeyOwner =
  | { role: "provider"; providerId: string }
  | { role: "culture"; municipalities: string[] }
  /** `seesProtected`: also the children with a protected address. */
  | { role: "nav"; municipalities: string[]; seesProtected?: boolean };

/** The stored hash of a key: 256 random bits need no salt and no stretching. */
export function hashApiKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}

/**
 * Creates an API key, returned once. It ends after `API_KEY_DAYS`; the owner's other keys work on, so that a
 * new one can take the place of one that is about to end. Throws AppError("validation_failed") for a municipality
 * outside the scheme or an unknown provider. `person` keeps it: with it, the two count as one where it takes two.
 */
export async function createApiKey(
  { clock, config, db }: Pick<NestableDeps, "clock" | "db"> & { config: Pick<Config, "lifetimes"> },
  {
    actor = { role: "system", id: "system" },
    name,
    person = null,
    ...owner
  }: ApiKeyOwner & { name: string; actor?: Actor; person?: string | null },
): Promise<{ id: string; key: string }> {
  const key = `jw_${owner.role}_${randomBytes(32).toString("base64url")}`;
  const expiresAt = new Date(clock.now().getTime() + config.lifetimes.apiKeyMs);
  const municipalities = owner.role === "provider" ? [] : owner.municipalities;
  const seesProtected = owner.role === "nav" && owner.seesProtected === true;
  const id = await unitOfWork({ db }, async ({ trx }) => {
    const unknown = await unknownMunicipalities(trx, municipalities);
    if (unknown.length > 0) {
      const numbers = unknown.join(", ");
      throw new AppError("validation_failed", `No municipality of the scheme: ${numbers}.`);
    }
    const made = await insertApiKey(trx, {
      role: owner.role,
      providerId: owner.role === "provider" ? owner.providerId : undefined,
      municipalities,
      name,
      hash: hashApiKey(key),
      expiresAt,
      seesProtected,
      person,
    });
    await recordAudit(trx, {
      actor: actor.id,
      action: "api_key.created",
      subject: made,
      detail: { role: owner.role, municipalities, ...(seesProtected && { seesProtected }) },
    });
    return made;
  });
  return { id, key };
}
