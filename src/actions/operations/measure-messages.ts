import { countUnsentMessages } from "../../db/recipients/failed-messages.ts";
import type { Deps } from "../deps.ts";
import { measureAtIntervals } from "./measure-at-intervals.ts";

/** Counts the messages that wait and those that were given up, over the whole service, at most once a minute. */
export const createMessageMeter = (
  deps: Pick<Deps, "clock" | "db">,
): (() => Promise<{ owed: number; failed: number }>) =>
  measureAtIntervals(deps, () => countUnsentMessages(deps.db));
