import { findSession, touchSession, type SessionKind } from "../../db/access/sessions.ts";
import { sessionEnd } from "../../domain/session.ts";
import type { Deps } from "../deps.ts";
import { isOnlyAsking } from "../only-asking.ts";
import { readHeldForm, type HeldForm } from "./held-form.ts";
import { hashSessionSecret } from "./session-secret.ts";

export interface CurrentSession {
  id: string;
  subject: string;
  claims: unknown;
  /** When it ends, unless it is prolonged. */
  endsAt: Date;
  /** Whether it could end later by being used. */
  isExtendable: boolean;
  isOver: boolean;
  heldForm: HeldForm | undefined;
}

/** Minimum interval between updates of `seen_at`. */
const touchEvery = 60_000;

/**
 * Returns the session of the secret, also one that is over and not yet deleted; undefined for another
 * secret, or claims that no key can decrypt. `prolongs`: whether the request counts as use.
 */
export async function getSession(
  { clock, config, db, keyRing }: Pick<Deps, "clock" | "config" | "db" | "keyRing">,
  { kind, secret, prolongs }: { kind: SessionKind; secret: string; prolongs: boolean },
): Promise<CurrentSession | undefined> {
  const found = await findSession(db, { kind, secretHash: hashSessionSecret(secret) });
  if (!found) return undefined;
  const { id, subject, expiresAt } = found;
  const now = clock.now();
  const { idleMs } = config.sessions;
  const isOver = now >= sessionEnd(found, idleMs);
  const isTouched =
    prolongs && !isOnlyAsking() && !isOver && now.getTime() - found.seenAt.getTime() >= touchEvery;
  if (isTouched) await touchSession(db, { id, at: now });
  const endsAt = sessionEnd({ seenAt: isTouched ? now : found.seenAt, expiresAt }, idleMs);
  try {
    const place = { column: "sessions.claims_sealed", row: id } as const;
    const claims: unknown = JSON.parse(keyRing.decrypt(place, found.claimsSealed));
    const heldForm = readHeldForm({ keyRing }, found);
    return { id, subject, claims, endsAt, isExtendable: endsAt < expiresAt, isOver, heldForm };
  } catch {
    return undefined;
  }
}
