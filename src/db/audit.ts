import type { Trx } from "./connect.ts";
import { sql } from "./sql.ts";

/** Records an audit event and returns its id. `detail` holds ids and counts, never a text that a person typed. */
export function recordAudit(
  trx: Trx,
  event: {
    /** The actor's id. */
    actor: string;
    action: string;
    subject: string;
    detail?: Record<string, unknown>;
  },
): Promise<number> {
  return sql(trx, { ...event, detail: JSON.stringify(event.detail ?? {}) }).value(`
    insert into audit_events (actor, action, subject, detail)
    values (:actor, :action, :subject, :detail) returning id`);
}
