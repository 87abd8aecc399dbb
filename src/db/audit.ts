import type { Trx } from "./connect.ts";
import { sql } from "./sql.ts";

/** Records an audit event. `detail` holds ids and reasons, never a person's name or number. */
export async function recordAudit(
  trx: Trx,
  event: {
    /** The actor's id. */
    actor: string;
    action: string;
    subject: string;
    detail?: Record<string, unknown>;
  },
): Promise<void> {
  await sql(trx, { ...event, detail: JSON.stringify(event.detail ?? {}) }).count(`
    insert into audit_events (actor, action, subject, detail)
    values (:actor, :action, :subject, :detail)`);
}
