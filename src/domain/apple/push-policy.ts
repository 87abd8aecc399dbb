/** Kinds of changes: a revoked pass, a use at the door, any other. */
export const changeKinds = ["revocation", "use", "routine"] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface OwedChange {
  kind: ChangeKind;
  /** The oldest change that was not pushed. */
  since: Date;
  /** The newest change. */
  latest: Date;
}

const second = 1_000;
const minute = 60 * second;

/** Least time between two pushes for uses: a family at the door is one push, or two. */
const useGap = 15 * second;
/** Routine changes are delayed by this, so that several make one push… */
const quiet = 5 * second;
/** …at most by this… */
const gatherAtMost = minute;
/** …and keep this from the last push, which no phone throttles. */
const routineGap = 30 * minute;

const later = (date: Date | null, ms: number) => (date?.getTime() ?? -Infinity) + ms;

/**
 * When a phone may be pushed for a kind of change, given its last push of any kind. A phone that gets too
 * many pushes for a pass type stops updating it, while APNs still answers 200. So a revocation is pushed
 * at once, a use at once unless one was just pushed, and the rest is gathered. One push covers all kinds.
 */
export function pushDue({ kind, since, latest }: OwedChange, lastPush: Date | null): Date {
  switch (kind) {
    case "revocation":
      return since;
    case "use":
      return new Date(Math.max(since.getTime(), later(lastPush, useGap)));
    case "routine": {
      const gathered = Math.min(later(latest, quiet), later(since, gatherAtMost));
      return new Date(Math.max(gathered, later(lastPush, routineGap)));
    }
  }
}

const maxPause = { urgent: 30 * second, routine: 15 * minute };

/**
 * Milliseconds until the next push to a phone after so many consecutive `retryLater` answers. The pause of
 * urgent kinds stays short, so that a revocation leaves within a minute of APNs' recovery.
 */
export const backOffAfter = (attempts: number, urgency: keyof typeof maxPause): number =>
  Math.min(second * 2 ** Math.min(attempts - 1, 20), maxPause[urgency]);
