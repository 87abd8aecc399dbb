import { measureGoogle, type GoogleMeasures } from "../../db/google/google-measures.ts";
import {
  totalPropagation,
  type PropagationTotals,
} from "../../db/operations/update-propagation.ts";
import { readUpdateCounts } from "../../db/update-counts.ts";
import type { Deps } from "../deps.ts";
import { measureAtIntervals } from "./measure-at-intervals.ts";

/** Measures how far changes got to iPhones, over the whole service, at most once a minute. */
export const createApplePropagationMeter = (
  deps: Pick<Deps, "clock" | "db">,
): (() => Promise<PropagationTotals>) => measureAtIntervals(deps, () => totalPropagation(deps.db));

/** Measures how far changes got to Google Wallet, over the whole service, at most once a minute. */
export const createGoogleMeter = (
  deps: Pick<Deps, "clock" | "db">,
): (() => Promise<GoogleMeasures & { counts: [outcome: string, count: number][] }>) =>
  measureAtIntervals(deps, async () => ({
    ...(await measureGoogle(deps.db)),
    counts: await readUpdateCounts(deps.db, "google"),
  }));
