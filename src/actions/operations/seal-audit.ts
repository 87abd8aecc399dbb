import {
  findLatestSeal,
  lockDueSeal,
  openSeal,
  writeSeal,
} from "../../db/operations/audit-seals.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { hashAuditEvents } from "./hash-audit-events.ts";

/** The most ids of one seal; the first seals cover events from before there were seals. */
const idsPerSeal = 50_000;

/**
 * Seals the audit events up to where the open seal was opened, once every transaction of then is over, and opens
 * the next. Logs the hash: what stands in a log elsewhere cannot be rewritten in the database.
 */
export async function sealAudit(deps: Pick<Deps, "clock" | "db" | "logger">): Promise<void> {
  const at = deps.clock.now();
  const sealed = await unitOfWork(deps, async ({ trx }) => {
    const due = await lockDueSeal(trx);
    const before = due && (await findLatestSeal(trx));
    const range = { after: before?.lastId ?? "0", upTo: due?.lastId ?? "0" };
    const seal = due && {
      number: due.number,
      ...(await hashAuditEvents(trx, { ...range, previous: before?.hash ?? Buffer.alloc(0) })),
    };
    if (seal) await writeSeal(trx, { ...seal, at });
    return seal;
  });
  await unitOfWork(deps, ({ trx }) => openSeal(trx, idsPerSeal));
  if (!sealed) return;
  const { number, events, hash } = sealed;
  deps.logger.info({ number, events, hash: hash.toString("hex") }, "audit events sealed");
}
