import { recordAudit } from "../../db/audit.ts";
import { findTrailEvents, type TrailEvent, type TrailFilter } from "../../db/access/audit-trail.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { requireAuditor } from "./require-auditor.ts";

/** At most so many events are exported at once; the filter takes the rest. */
export const maxExportedEvents = 100_000;

/**
 * The audit events that pass the filter, newest first, in chunks that are read one after the other, so that neither
 * memory nor a connection holds all of them. Audited. Throws AppError "forbidden".
 */
export async function exportAuditEvents(
  { db }: Pick<Deps, "db">,
  { actor, filter, chunk = 1_000 }: { actor: Actor; filter: TrailFilter; chunk?: number },
): Promise<AsyncGenerator<TrailEvent[]>> {
  const municipalities = requireAuditor(actor);
  const event = { actor: actor.id, action: "audit.exported", subject: municipalities.join(",") };
  await unitOfWork({ db }, ({ trx }) => recordAudit(trx, event));
  return chunks(db, { ...filter, municipalities, limit: chunk });
}

async function* chunks(
  db: Deps["db"],
  asked: TrailFilter & { municipalities: string[]; limit: number },
): AsyncGenerator<TrailEvent[]> {
  let after: TrailEvent | undefined;
  for (let total = 0; total < maxExportedEvents;) {
    const events = await findTrailEvents(db, { ...asked, after });
    yield events;
    total += events.length;
    after = events.at(-1);
    if (events.length < asked.limit) return;
  }
}
