import { findPushSuspension, type PushSuspension } from "../../db/apple/push-suspensions.ts";
import type { Deps } from "../deps.ts";

export type { PushSuspension } from "../../db/apple/push-suspensions.ts";

/** The suspension of pushes for a refused certificate; undefined without one. */
export async function findPushSuspensions({
  db,
  apple,
}: Pick<Deps, "apple" | "db">): Promise<PushSuspension | undefined> {
  return apple && findPushSuspension(db, apple.passTypeIdentifier);
}
