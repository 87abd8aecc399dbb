import type { AllocationDecision, RefusalReason } from "../../domain/allocations/allocation.ts";
import { AppError } from "../../errors.ts";
import type { RequestedItem } from "./resolve-allocation-items.ts";

export interface AllocatedItem {
  /** NAV's reference. */
  recipient: string;
  offerId: string;
  status: "allocated" | "refused";
  /** Why this item was refused; none where, in mode "all", another item was in the way. */
  reason?: RefusalReason;
  passes: { serialNumber: string }[];
}

export interface AllocationAnswer {
  id: string;
  /** Tickets. */
  allocated: number;
  /** Tickets that were asked for and not given. */
  refused: number;
  items: AllocatedItem[];
}

/** The items in the order in which they were asked for, each with its decision. */
export function answerItems(
  items: RequestedItem[],
  decisions: AllocationDecision[],
  serials: string[][],
): AllocatedItem[] {
  return items.map(({ recipient, offerId }, i) => {
    const reason = decisions[i];
    const passes = (serials[i] ?? []).map((serialNumber) => ({ serialNumber }));
    const status = passes.length > 0 ? "allocated" : "refused";
    return { recipient, offerId, status, ...(reason && { reason }), passes };
  });
}

/** What mode "all" answers when anything was in the way. */
export function nothingAllocatedError(
  items: RequestedItem[],
  decisions: AllocationDecision[],
): AppError {
  const inTheWay = decisions.filter((reason) => reason !== undefined).length;
  return new AppError(
    "nothing_allocated",
    `${inTheWay} of ${items.length} items cannot be allocated, so none was.`,
    {
      extra: {
        allocated: 0,
        refused: items.reduce((sum, { count = 1 }) => sum + count, 0),
        items: answerItems(items, decisions, []),
      },
    },
  );
}
