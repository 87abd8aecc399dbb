import { findPushStop, type PushStop } from "../db/push-stops.ts";
import type { Deps } from "./deps.ts";

export type { PushStop } from "../db/push-stops.ts";

/** Since when and why Apple takes no pushes from us; undefined: it does, or there is no Apple part. */
export async function findStoppedPushes({
  db,
  apple,
}: Pick<Deps, "apple" | "db">): Promise<PushStop | undefined> {
  return apple && findPushStop(db, apple.passTypeIdentifier);
}
