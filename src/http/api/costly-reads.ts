import type { Deps } from "../../actions/deps.ts";
import { withKeyedLimit } from "../../actions/keyed-limit.ts";

/** So few that a scan, which waits for none of them, always finds a connection and the event loop soon. */
const concurrency = 3;
/** They wait for some seconds at most. */
const places = 60;

/**
 * Runs a costly read of the families' pages with a concurrency of three. Redemptions at the door do not
 * pass here. Throws AppError("unavailable") at once when sixty reads wait.
 */
export const withCostlyRead = <T>({ db }: Pick<Deps, "db">, work: () => Promise<T>): Promise<T> =>
  withKeyedLimit(db, "costly reads", work, { concurrency, places });
