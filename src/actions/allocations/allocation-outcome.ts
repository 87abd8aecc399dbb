import type { AllocationDecision, RefusalReason } from "../../domain/allocations/allocation.ts";

/** The decision on one item. */
export interface DecidedItem {
  status: "allocated" | "refused";
  /** The reason of the refusal; absent where, in mode "all", only other items were refused. */
  reason?: RefusalReason;
  passes: { serialNumber: string }[];
}

interface Decided {
  /** Tickets. */
  allocated: number;
  /** Refused tickets. */
  refused: number;
  /** In the order of the request. */
  items: DecidedItem[];
}

/** "nothing_allocated": mode "all", and an item was refused; nothing was written. */
export type AllocationOutcome =
  ({ outcome: "allocated"; id: string } & Decided) | ({ outcome: "nothing_allocated" } & Decided);

export function decidedItems(decisions: AllocationDecision[], serials: string[][]): DecidedItem[] {
  return decisions.map((reason, i) => {
    const passes = (serials[i] ?? []).map((serialNumber) => ({ serialNumber }));
    const status = passes.length > 0 ? "allocated" : "refused";
    return { status, ...(reason && { reason }), passes };
  });
}
