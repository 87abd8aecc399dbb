import {
  allocationLines,
  refusedLines,
  type AllocationLine,
  type RefusedLine,
} from "../../db/allocations/allocation-lines.ts";
import { heldUntil } from "../../db/allocations/grace.ts";
import type { Allocation } from "../../db/allocations/allocations.ts";
import { findRecipients } from "../../db/recipients/recipients.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { Actor, Deps } from "../deps.ts";
import { auditReading } from "../access/audit-reading.ts";
import { requireNav } from "../access/require-nav.ts";
import { getAllocation } from "./get-allocation.ts";

export interface AllocationDetails extends Allocation {
  lines: AllocationLine[];
  refusals: RefusedLine[];
  /** Until when it can be undone, before its messages leave; null: no longer. */
  heldUntil: Date | null;
  /** The recipients of lines and refusals, by id; without removed ones. */
  recipients: Map<string, Recipient>;
}

/**
 * An allocation with its lines and refusals, without those of recipients who moved away. Audited. Throws
 * AppError "forbidden" or "not_found".
 */
export async function getAllocationDetails(
  { db, clock, keyRing }: Pick<Deps, "db" | "clock" | "keyRing">,
  { actor, allocationId }: { actor: Actor; allocationId: string },
): Promise<AllocationDetails> {
  const municipalities = requireNav(actor);
  const allocation = await getAllocation({ db, clock }, { actor, allocationId });
  const [lines, refusals, held] = await Promise.all([
    allocationLines(db, allocation.id, { municipalities, at: clock.now() }),
    refusedLines(db, allocation.id, municipalities),
    heldUntil(db, allocation.id, municipalities),
  ]);
  const ids = new Set([...lines, ...refusals].map(({ recipientId }) => recipientId));
  const recipients = await findRecipients(db, keyRing, municipalities, [...ids]);
  if (recipients.size > 0) {
    await auditReading({ db }, actor, {
      action: "recipient.listed",
      subject: municipalities.join(","),
      detail: { count: recipients.size },
    });
  }
  return { ...allocation, lines, refusals, heldUntil: held, recipients };
}
