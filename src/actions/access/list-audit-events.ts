import { findTrailEvents, type TrailEvent, type TrailFilter } from "../../db/access/audit-trail.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireAuditor } from "./require-auditor.ts";

/** The position after the last event of a page. */
type TrailCursor = Pick<TrailEvent, "exactly" | "id">;

const writeCursor = ({ exactly, id }: TrailCursor) =>
  Buffer.from(`${exactly} ${id}`).toString("base64url");

function readCursor(text: string): TrailCursor {
  const [, exactly = "", id = ""] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (\d{1,18})$/.exec(
      Buffer.from(text, "base64url").toString(),
    ) ?? [];
  if (Number.isNaN(Date.parse(exactly))) {
    throw new AppError("validation_failed", "The cursor is not one that this list gave.", {
      errors: [{ path: "cursor", code: "invalid_cursor", message: "must be a page's nextCursor" }],
    });
  }
  return { exactly, id };
}

/**
 * A page of the audit events of the auditor's municipalities, newest first; `nextCursor` is null on the last one. Throws
 * AppError "forbidden", or "validation_failed" for an unknown cursor.
 */
export async function listAuditEvents(
  { db }: Pick<Deps, "db">,
  {
    actor,
    filter,
    cursor,
    limit = 100,
  }: { actor: Actor; filter: TrailFilter; cursor?: string | undefined; limit?: number },
): Promise<{ events: TrailEvent[]; nextCursor: string | null }> {
  const municipalities = requireAuditor(actor);
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const found = await findTrailEvents(db, { ...filter, municipalities, after, limit: limit + 1 });
  const events = found.slice(0, limit);
  const last = found.length > limit ? events.at(-1) : undefined;
  return { events, nextCursor: last ? writeCursor(last) : null };
}
