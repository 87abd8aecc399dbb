import { randomUUID } from "node:crypto";
import type { StatedReason } from "../../domain/reasons.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/**
 * Inserts why tickets were revoked, the words encrypted: with the ticket's own anonymisation it is deleted, or
 * that of all tickets of the allocation.
 */
export async function insertRevocationReason(
  trx: Trx,
  keyRing: KeyRing,
  revocation: { auditEventId: number; serialNumber?: string; reason: StatedReason; at: Date },
): Promise<void> {
  const id = randomUUID();
  const place = { column: "revocation_reasons.reason_sealed", row: id } as const;
  const { reason, ...rest } = revocation;
  const sealed = reason.text === undefined ? null : keyRing.encrypt(place, reason.text);
  await sql(trx, { serialNumber: null, ...rest, id, code: reason.code, sealed }).count(`
    insert into revocation_reasons (id, audit_event_id, serial_number, code, reason_sealed, created_at)
    values (:id, :auditEventId, :serialNumber, :code, :sealed, :at)`);
}

/** Deletes the reasons of tickets that ended before the instant. */
export async function deleteRevocationReasons(trx: Trx, madeUntil: Date): Promise<void> {
  await sql(trx, { madeUntil }).count(
    "delete from revocation_reasons where created_at <= :madeUntil",
  );
}
