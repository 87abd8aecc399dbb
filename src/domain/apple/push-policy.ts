/** Why a phone is to be told: a ticket taken away, one used at the door, or any other change. */
export const changeKinds = ["revocation", "use", "routine"] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface OwedChange {
  kind: ChangeKind;
  /** The first change that the phone has not been told of. */
  since: Date;
  /** The last one so far. */
  latest: Date;
}

const second = 1_000;
const minute = 60 * second;

/** Between two pushes to one phone because of uses: a family passing the door is one push, or two. */
const useGap = 15 * second;
/** Routine changes rest for this long, so that a correction of a correction is one push… */
const quiet = 5 * second;
/** …but not longer than this… */
const gatherAtMost = minute;
/** …and come no closer to the last push than this, which a phone's own throttle never minds. */
const routineGap = 30 * minute;

const later = (date: Date | null, ms: number) => (date?.getTime() ?? -Infinity) + ms;

/**
 * From when on one phone may be pushed of one kind of change, given its last push of any kind. A phone
 * that is pushed too often for one pass type stops updating it, while Apple still answers 200. So a
 * revocation goes at once, a use at once unless one just went, and the rest is gathered. A push tells
 * of everything, whatever kind it was for.
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

const maxPause = 15 * minute;

/** Milliseconds to leave a phone alone after so many attempts in a row that Apple put off. */
export const backOffAfter = (attempts: number): number =>
  Math.min(second * 2 ** Math.min(attempts - 1, 20), maxPause);
