import type { Trx } from "./connect.ts";

/** Who did what to what. `detail` holds ids and reasons, never a name or a number of a person. */
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
  await trx("audit_events").insert({
    actor: event.actor,
    action: event.action,
    subject: event.subject,
    detail: JSON.stringify(event.detail ?? {}),
  });
}
