import type { Logger } from "../logger.ts";

const windowMs = 60_000;

/** Logs a warning about a queue, or only counts it. */
export type ThrottledWarning = (
  about: { queue?: string; job?: string; reason: string },
  message: string,
) => void;

/**
 * Creates a warning that is logged once a minute for each message and queue: the first at once, the
 * others as one line with their number, `repeated`. What fails without a pause cannot fill the log.
 */
export function createThrottledWarning(logger: Pick<Logger, "warn">): ThrottledWarning {
  const repeated = new Map<string, number>();
  return (about, message) => {
    const kind = `${message} ${about.queue ?? ""}`;
    const count = repeated.get(kind);
    if (count !== undefined) {
      repeated.set(kind, count + 1);
      return;
    }
    repeated.set(kind, 0);
    logger.warn(about, message);
    setTimeout(() => {
      const count = repeated.get(kind) ?? 0;
      repeated.delete(kind);
      if (count > 0) logger.warn({ ...about, repeated: count }, message);
    }, windowMs).unref();
  };
}
