import type { RevocationReason } from "../../domain/reasons.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** Why tickets of the recipient were revoked. */
export interface ExportedReason {
  /** Null: of all tickets of the allocation. */
  serialNumber: string | null;
  allocationId: string | null;
  reasonCode: RevocationReason;
  /** An officer's words; null: the code says it. */
  reason: string | null;
  at: Date;
}

export async function exportedReasons(
  db: Db,
  keyRing: KeyRing,
  recipientId: string,
): Promise<ExportedReason[]> {
  const rows = await sql(db, { recipientId }).rows<
    Omit<ExportedReason, "reason"> & { id: string; plain: string | null; sealed: Buffer | null }
  >(`
    select revocation_reasons.id, serial_number, code as reason_code, reason as plain,
      reason_sealed as sealed,
      case when serial_number is null then audit_events.subject end as allocation_id,
      revocation_reasons.created_at as at
    from revocation_reasons join audit_events on audit_events.id = audit_event_id
    where serial_number in (select serial_number from passes where recipient_id = :recipientId::uuid)
      or (serial_number is null and audit_events.subject in (
        select allocation_id::text from passes where recipient_id = :recipientId::uuid))
    order by audit_event_id desc, revocation_reasons.id`);
  return rows.map(({ id, plain, sealed, ...row }) => {
    const place = { column: "revocation_reasons.reason_sealed", row: id } as const;
    return { ...row, reason: sealed ? keyRing.decrypt(place, sealed) : plain };
  });
}
