import { isUuid } from "../domain/is-uuid.ts";
import { AppError } from "../errors.ts";

/** The position after the last item of a page. */
export interface PageCursor {
  /** In UTC, to the microsecond at most: `2026-11-22T23:15:02.123456Z`. */
  at: string;
  id: string;
}

export const writePageCursor = ({ at, id }: PageCursor): string =>
  Buffer.from(`${at} ${id}`).toString("base64url");

/**
 * Parses a cursor of `writePageCursor`. Throws AppError("validation_failed") for any other text.
 */
export function readPageCursor(text: string): PageCursor {
  const [at = "", id = "", ...more] = Buffer.from(text, "base64url").toString().split(" ");
  if (more.length > 0 || !isInstant(at) || !isUuid(id)) {
    throw new AppError("validation_failed", "The cursor is not one that this list gave.", {
      errors: [{ path: "cursor", code: "invalid_cursor", message: "must be a page's nextCursor" }],
    });
  }
  return { at, id };
}

/** Whether PostgreSQL accepts the time as well: no 30 February, no year before 1000. */
function isInstant(text: string): boolean {
  const [, second = ""] = /^([1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d{3,6}Z$/.exec(text) ?? [];
  const time = Date.parse(`${second}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(second);
}
