import { recordAudit } from "../../db/audit.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** Audits what an officer is about to read of recipients. */
export async function auditReading(
  deps: Pick<NestableDeps, "db">,
  actor: Actor,
  event: { action: string; subject: string; detail?: { count: number } },
): Promise<void> {
  await unitOfWork(deps, ({ trx }) => recordAudit(trx, { actor: actor.id, ...event }));
}
