import { findPushSuspension, type PushSuspension } from "../../db/apple/push-suspensions.ts";
import type { Deps } from "../deps.ts";

export type { PushSuspension } from "../../db/apple/push-suspensions.ts";

/** Since when and why Apple takes no pushes from us; undefined: it does, or there is no Apple part. */
export async function findPushSuspensions({
  db,
  apple,
}: Pick<Deps, "apple" | "db">): Promise<PushSuspension | undefined> {
  return apple && findPushSuspension(db, apple.passTypeIdentifier);
}
