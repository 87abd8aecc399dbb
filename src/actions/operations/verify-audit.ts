import { countUnsealed, findAuditSeals, type AuditSeal } from "../../db/operations/audit-seals.ts";
import type { Deps } from "../deps.ts";
import { hashAuditEvents } from "./hash-audit-events.ts";

export interface AuditVerification {
  seals: number;
  events: number;
  /** The latest seal; undefined when there is none. */
  latest: AuditSeal | undefined;
  /** The first seal over whose events, or those of an earlier one, the hash is another. */
  broken: AuditSeal | undefined;
  /** Events that no seal covers yet. */
  unsealed: { count: number; since: Date | null };
}

/**
 * Hashes all sealed audit events anew, and compares. A changed, removed or added event breaks its seal; where seals
 * were written anew too, the latest hash differs from the one that was noted elsewhere.
 */
export async function verifyAudit({ db }: Pick<Deps, "db">): Promise<AuditVerification> {
  const seals = await findAuditSeals(db);
  let [previous, after, events]: [Buffer, string, number] = [Buffer.alloc(0), "0", 0];
  let broken: AuditSeal | undefined;
  for (const [index, seal] of seals.entries()) {
    const found = await hashAuditEvents(db, { previous, after, upTo: seal.lastId });
    const holds = found.hash.equals(seal.hash) && seal.number === index + 1;
    if (!holds) {
      broken = seal;
      break;
    }
    [previous, after, events] = [found.hash, seal.lastId, events + found.events];
  }
  const latest = seals.at(-1);
  const unsealed = await countUnsealed(db, latest?.lastId ?? "0");
  return { seals: seals.length, events, latest, broken, unsealed };
}
