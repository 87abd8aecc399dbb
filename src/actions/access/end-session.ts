import { createHash } from "node:crypto";
import { recordAudit } from "../../db/audit.ts";
import { useLogoutToken } from "../../db/access/logout-tokens.ts";
import { deleteSession, deleteStaffSessions, type SessionKind } from "../../db/access/sessions.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { hashSessionSecret } from "./session-secret.ts";

/** Ends the session at the person's wish: every copy of its cookie is dead. */
export async function endSession(
  deps: Pick<Deps, "db">,
  { kind, secret }: { kind: SessionKind; secret: string },
): Promise<void> {
  await unitOfWork(deps, async ({ trx }) => {
    const ended = await deleteSession(trx, { kind, secretHash: hashSessionSecret(secret) });
    if (!ended) return;
    const { subject } = ended;
    const action = kind === "staff" ? "staff.signed_out" : "provider_user.signed_out";
    await recordAudit(trx, { actor: subject, action, subject });
  });
}

/**
 * Ends the staff sessions that the identity provider names by its session, its subject, or both. False,
 * and nothing ended, when the token with this `jti` was used before.
 */
export async function endStaffSessions(
  deps: Pick<Deps, "db">,
  {
    token,
    ...named
  }: {
    subject?: string | undefined;
    providerSid?: string | undefined;
    /** Of a logout token; a front-channel logout has none. */
    token?: { jti: string; expiresAt: Date };
  },
): Promise<boolean> {
  return unitOfWork(deps, async ({ trx }) => {
    if (token) {
      const jtiHash = createHash("sha256").update(token.jti).digest();
      if (!(await useLogoutToken(trx, { jtiHash, expiresAt: token.expiresAt }))) return false;
    }
    const actor = "identity-provider";
    for (const subject of await deleteStaffSessions(trx, named)) {
      await recordAudit(trx, { actor, action: "staff.signed_out", subject });
    }
    return true;
  });
}
