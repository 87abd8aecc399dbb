import { createHash } from "node:crypto";
import type { Db } from "../../db/connect.ts";
import { auditLines } from "../../db/operations/audit-seals.ts";

const page = 5_000;

/** SHA-256 of the hash before and the events of the range, in their order, and their number. */
export async function hashAuditEvents(
  db: Db,
  { previous, after, upTo }: { previous: Buffer; after: string; upTo: string },
): Promise<{ hash: Buffer; events: number }> {
  const hash = createHash("sha256").update(previous);
  let [last, events] = [after, 0];
  for (;;) {
    const lines = await auditLines(db, { after: last, upTo, limit: page });
    for (const { line } of lines) hash.update(`${line}\n`);
    events += lines.length;
    last = lines.at(-1)?.id ?? last;
    if (lines.length < page) return { hash: hash.digest(), events };
  }
}
