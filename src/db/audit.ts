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

/** Records the same event of many subjects, each with the names of the fields that it changed, if any. */
export async function recordAudits(
  trx: Trx,
  {
    changed = [],
    ...event
  }: {
    actor: string;
    action: string;
    subjects: readonly string[];
    changed?: readonly (readonly string[])[];
  },
): Promise<void> {
  const details = event.subjects.map((_, at) =>
    JSON.stringify(changed[at] ? { changed: changed[at] } : {}),
  );
  await sql(trx, { ...event, details }).count(`
    insert into audit_events (actor, action, subject, detail)
    select :actor, :action, of.subject, of.detail::jsonb
    from unnest(:subjects::text[], :details::text[]) as of (subject, detail)`);
}
