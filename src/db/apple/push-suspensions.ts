import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** Apple refuses a pass type's certificate. */
export interface PushSuspension {
  reason: string;
  /** The refused certificate's SHA-256. */
  certificate: string;
  stoppedAt: Date;
  /** When to probe whether Apple accepts it again. */
  probeAfter: Date;
}

export function findPushSuspension(db: Db, passType: string): Promise<PushSuspension | undefined> {
  return sql(db, { passType }).row(`
    select reason, certificate, stopped_at, probe_after
    from push_stops where pass_type_identifier = :passType`);
}

/** Suspends pushes of the pass type, or updates its suspension: the first refusal's time is kept. */
export async function upsertPushSuspension(
  trx: Trx,
  passType: string,
  suspension: PushSuspension,
): Promise<void> {
  await sql(trx, { passType, ...suspension }).count(`
    insert into push_stops (pass_type_identifier, reason, certificate, stopped_at, probe_after)
    values (:passType, :reason, :certificate, :stoppedAt, :probeAfter)
    on conflict (pass_type_identifier) do update set reason = excluded.reason,
      certificate = excluded.certificate, probe_after = excluded.probe_after`);
}

export async function deletePushSuspension(trx: Trx, passType: string): Promise<void> {
  await sql(trx, { passType }).count(
    "delete from push_stops where pass_type_identifier = :passType",
  );
}
