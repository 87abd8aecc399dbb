import type { Db, Pool, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export type SessionKind = "staff" | "provider";

export interface Session {
  id: string;
  /** The identity provider's subject, or the id of a provider's user. */
  subject: string;
  claimsSealed: Buffer;
  /** A form that was sent after the session's end. */
  formSealed: Buffer | null;
  seenAt: Date;
  /** The end of a session that is never idle. */
  expiresAt: Date;
}

interface SessionKey {
  kind: SessionKind;
  secretHash: Buffer;
}

export async function insertSession(
  trx: Trx,
  session: Session & SessionKey & { providerSid: string | undefined },
): Promise<void> {
  await sql(trx, session).count(`
    insert into sessions (id, kind, secret_hash, subject, provider_sid, claims_sealed, form_sealed,
      seen_at, expires_at)
    values (:id, :kind, :secretHash, :subject, :providerSid, :claimsSealed, :formSealed,
      :seenAt, :expiresAt)`);
}

const columns = "id, subject, claims_sealed, form_sealed, seen_at, expires_at";

export function findSession(db: Db, key: SessionKey): Promise<Session | undefined> {
  return sql(db, key).row(
    `select ${columns} from sessions where kind = :kind and secret_hash = :secretHash`,
  );
}

export async function touchSession(db: Pool, session: { id: string; at: Date }): Promise<void> {
  await sql(db, session).count("update sessions set seen_at = :at where id = :id");
}

/** Deletes the session and returns it; undefined when there is none. */
export function deleteSession(trx: Trx, key: SessionKey): Promise<Session | undefined> {
  return sql(trx, key).row(`
    delete from sessions where kind = :kind and secret_hash = :secretHash returning ${columns}`);
}

/** Deletes staff sessions by the identity provider's session, its subject, or both. Returns their subjects. */
export function deleteStaffSessions(
  trx: Trx,
  named: { subject?: string | undefined; providerSid?: string | undefined },
): Promise<string[]> {
  return sql(trx, { subject: null, providerSid: null, ...named }).column(`
    delete from sessions where kind = 'staff'
      and (:subject::text is not null or :providerSid::text is not null)
      and subject = coalesce(:subject, subject)
      and (:providerSid::text is null or provider_sid = :providerSid)
    returning subject`);
}

/** Stores the form with the session, in place of an earlier one; null removes it. */
export async function updateHeldForm(
  trx: Trx,
  held: { id: string; formSealed: Buffer | null },
): Promise<void> {
  await sql(trx, held).count("update sessions set form_sealed = :formSealed where id = :id");
}

/** Deletes sessions that expired before the instant. Returns how many. */
export function deleteExpiredSessions(trx: Trx, before: Date): Promise<number> {
  return sql(trx, { before }).count("delete from sessions where expires_at <= :before");
}
