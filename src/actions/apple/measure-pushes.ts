import { oldestOwedPushes } from "../../db/apple/owed-pushes.ts";
import { readUpdateCounts } from "../../db/update-counts.ts";
import { changeKinds, type ChangeKind } from "../../domain/apple/push-policy.ts";
import type { Deps } from "../deps.ts";
import { findPushSuspensions } from "./find-push-suspensions.ts";

export interface PushMeasures {
  counts: [outcome: string, count: number][];
  ages: { kind: ChangeKind; seconds: number }[];
  isStopped: boolean;
}

/** Pushes by outcome, and in seconds the age of the oldest owed push of each kind. */
export async function measurePushes(
  deps: Pick<Deps, "apple" | "clock" | "db">,
): Promise<PushMeasures> {
  const [counts, oldest, stop] = await Promise.all([
    readUpdateCounts(deps.db, "apple"),
    oldestOwedPushes(deps.db),
    findPushSuspensions(deps),
  ]);
  const now = deps.clock.now().getTime();
  const ages = changeKinds.map((kind) => {
    const since = oldest.find((each) => each.kind === kind)?.since.getTime() ?? now;
    return { kind, seconds: Math.max((now - since) / 1_000, 0) };
  });
  return { counts, ages, isStopped: stop !== undefined };
}
