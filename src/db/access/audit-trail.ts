import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import type { ReasonCode } from "../../domain/reasons.ts";

/** An event as an auditor reads it: who did what to what, and which fields it changed. */
export interface TrailEvent {
  id: string;
  at: Date;
  /** `at` in UTC to the microsecond, for the cursor. */
  exactly: string;
  actor: string;
  action: string;
  subject: string;
  /** Names of the fields that it changed; never what they hold. */
  changed: string[];
  /** Why, of a closed list. */
  reasonCode: ReasonCode | null;
}

export interface TrailFilter {
  from: Date;
  until: Date;
  actor?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
  reasonCode?: ReasonCode | undefined;
}

/** Of a draw that was stopped before there were codes of all reasons its own member. */
const reasonCode = "coalesce(detail ->> 'reasonCode', detail ->> 'againBecause')";

/**
 * The municipalities' audit events that pass the filter, newest first, at most `limit`; after the event `after` in
 * that order. Uses are none of them. Of the details it reads the fields' names and the reason's code alone: a count of
 * revoked tickets would tell of use.
 */
export function findTrailEvents(
  db: Db,
  {
    after,
    ...filter
  }: TrailFilter & {
    municipalities: string[];
    after?: { exactly: string; id: string } | undefined;
    limit: number;
  },
): Promise<TrailEvent[]> {
  const none = { actor: undefined, action: undefined, subject: undefined, reasonCode: undefined };
  const values = { ...none, ...filter, afterAt: after?.exactly, afterId: after?.id };
  return sql(db, values).rows(`
    select id, at, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exactly,
      actor, action, subject, ${reasonCode} as reason_code,
      array(
        select distinct field from jsonb_array_elements_text(
          case jsonb_typeof(detail -> 'changed') when 'array' then detail -> 'changed' else '[]' end
          || case jsonb_typeof(detail -> 'waiting') when 'array' then detail -> 'waiting' else '[]' end
        ) as field order by field) as changed
    from audit_events
    where municipalities && :municipalities::text[]
      and at >= :from and at < :until
      and (:actor::text is null or actor = :actor)
      and (:action::text is null or action = :action)
      and (:subject::text is null or subject = :subject)
      and (:reasonCode::text is null or ${reasonCode} = :reasonCode)
      and (:afterAt::timestamptz is null
        or (at, id) < (:afterAt::timestamptz, :afterId::bigint))
    order by at desc, id desc limit :limit`);
}
