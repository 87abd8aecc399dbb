import { recipientsOf, type RecipientCursor } from "../db/recipients.ts";
import type { Recipient } from "../domain/recipient.ts";
import { AppError } from "../errors.ts";
import type { Actor, Deps } from "./deps.ts";
import { municipalitiesOf } from "./municipalities-of.ts";

const mostAtOnce = 500;

/**
 * The officer's recipients, newest first, at most 500 a page; `nextCursor` is null on the last one.
 * Throws AppError "forbidden", and "validation_failed" for a cursor that is none of ours.
 */
export async function listRecipients(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, limit = 50, cursor }: { actor: Actor; limit?: number; cursor?: string | undefined },
): Promise<{ items: Recipient[]; nextCursor: string | null }> {
  const size = Math.min(Math.max(limit, 1), mostAtOnce);
  const rows = await recipientsOf(db, keyRing, municipalitiesOf(actor), {
    limit: size + 1,
    after: cursor === undefined ? undefined : readCursor(cursor),
  });
  const page = rows.slice(0, size);
  const last = rows.length > size ? page.at(-1) : undefined;
  return {
    items: page.map(({ recipient }) => recipient),
    nextCursor: last ? writeCursor(last.cursor) : null,
  };
}

const writeCursor = ({ createdAt, id }: RecipientCursor) =>
  Buffer.from(`${createdAt}|${id}`).toString("base64url");

function readCursor(text: string): RecipientCursor {
  const [createdAt = "", id = ""] = Buffer.from(text, "base64url").toString().split("|");
  if (Number.isNaN(Date.parse(createdAt)) || !/^[0-9a-f-]{36}$/.test(id)) {
    throw new AppError("validation_failed", "The cursor is not one that this list gave.", {
      errors: [{ path: "cursor", code: "invalid", message: "must be a nextCursor of this list" }],
    });
  }
  return { createdAt, id };
}
