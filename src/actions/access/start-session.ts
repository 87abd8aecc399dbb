import { randomUUID } from "node:crypto";
import { deleteSession, insertSession, type SessionKind } from "../../db/access/sessions.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { moveHeldForm } from "./held-form.ts";
import { createSessionSecret, hashSessionSecret } from "./session-secret.ts";

/**
 * Starts a session and returns its secret, of which the hash alone is stored. It replaces the browser's
 * earlier session; a form that this one held moves along when it was the same person's.
 */
export async function startSession(
  deps: Pick<Deps, "clock" | "config" | "db" | "keyRing">,
  {
    kind,
    subject,
    claims,
    providerSid,
    earlierSecret,
  }: {
    kind: SessionKind;
    subject: string;
    claims: object;
    /** The identity provider's id of its own session. */
    providerSid?: string | undefined;
    earlierSecret?: string | undefined;
  },
): Promise<{ secret: string; holdsForm: boolean }> {
  const at = deps.clock.now();
  const id = randomUUID();
  const secret = createSessionSecret();
  const place = { column: "sessions.claims_sealed", row: id } as const;
  const session = {
    id,
    kind,
    subject,
    providerSid,
    secretHash: hashSessionSecret(secret),
    claimsSealed: deps.keyRing.encrypt(place, JSON.stringify(claims)),
    formSealed: null,
    seenAt: at,
    expiresAt: new Date(at.getTime() + deps.config.sessions.longestMs),
  };
  return unitOfWork(deps, async ({ trx }) => {
    await insertSession(trx, session);
    const earlier =
      earlierSecret === undefined
        ? undefined
        : await deleteSession(trx, { kind, secretHash: hashSessionSecret(earlierSecret) });
    return { secret, holdsForm: await moveHeldForm(trx, deps, earlier, session) };
  });
}
