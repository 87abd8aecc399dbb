import { recordAudit } from "../../db/audit.ts";
import { useLoginLink } from "../../db/providers/provider-login-links.ts";
import type { Deps } from "../deps.ts";
import { hashLoginSecret } from "./request-login.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Consumes a one-time login link; returns its user. Undefined, and the link unchanged, when it is
 * used, expired, or another browser's.
 */
export async function consumeLoginLink(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { token, browserSecret }: { token: string; browserSecret: string },
): Promise<string | undefined> {
  return unitOfWork({ db }, async ({ trx }) => {
    const userId = await useLoginLink(trx, {
      tokenHash: hashLoginSecret(token),
      browserHash: hashLoginSecret(browserSecret),
      at: clock.now(),
    });
    if (userId === undefined) return undefined;
    await recordAudit(trx, { actor: userId, action: "provider_user.signed_in", subject: userId });
    return userId;
  });
}
