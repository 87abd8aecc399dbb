import type { Db } from "../connect.ts";

/** Apple refuses a pass type's certificate. */
export interface PushSuspension {
  reason: string;
  /** The refused certificate's SHA-256. */
  certificate: string;
  stoppedAt: Date;
  /** When to try whether Apple has changed its mind. */
  probeAfter: Date;
}

export async function findPushSuspension(
  db: Db,
  passType: string,
): Promise<PushSuspension | undefined> {
  return db("push_stops")
    .where({ pass_type_identifier: passType })
    .first<PushSuspension | undefined>({
      reason: "reason",
      certificate: "certificate",
      stoppedAt: "stopped_at",
      probeAfter: "probe_after",
    });
}

/** Stops pushing, or stays stopped: the first refusal's time is kept. */
export async function upsertPushSuspension(
  db: Db,
  passType: string,
  { reason, certificate, stoppedAt, probeAfter }: PushSuspension,
): Promise<void> {
  await db.raw(
    `insert into push_stops (pass_type_identifier, reason, certificate, stopped_at, probe_after)
     values (?, ?, ?, ?, ?)
     on conflict (pass_type_identifier) do update set reason = excluded.reason,
       certificate = excluded.certificate, probe_after = excluded.probe_after`,
    [passType, reason, certificate, stoppedAt, probeAfter],
  );
}

export async function deletePushSuspension(db: Db, passType: string): Promise<void> {
  await db("push_stops").where({ pass_type_identifier: passType }).delete();
}
