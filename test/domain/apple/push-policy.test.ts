import { expect } from "chai";
import {
  backOffAfter,
  pushDue,
  type ChangeKind,
  type OwedChange,
} from "../../../src/domain/apple/push-policy.ts";
import { demoSeason, type SeasonChange } from "../../support/demo-season.ts";
import { PhoneThrottle } from "../../support/phone-throttle.ts";

const second = 1_000;
const minute = 60 * second;
const start = Date.parse("2027-01-15T10:00:00Z");
const at = (ms: number) => new Date(start + ms);

describe("when a phone may be pushed", () => {
  const cases: [
    promise: string,
    kind: ChangeKind,
    latest: number,
    lastPush: number | null,
    due: number,
  ][] = [
    ["a revocation at once", "revocation", 0, null, 0],
    ["a revocation at once, whatever went before", "revocation", 0, -second, 0],
    ["a use at once", "use", 0, null, 0],
    ["a use at once, long after the last push", "use", 0, -minute, 0],
    ["a use just after another push a little later", "use", 0, -5 * second, 10 * second],
    ["a routine change when it has rested", "routine", 0, null, 5 * second],
    [
      "a corrected change when the correction has rested",
      "routine",
      20 * second,
      null,
      25 * second,
    ],
    ["changes without end after a minute", "routine", 10 * minute, null, minute],
    ["a routine change half an hour after the last push", "routine", 0, -minute, 29 * minute],
    [
      "a routine change long after the last push when it has rested",
      "routine",
      0,
      -60 * minute,
      5 * second,
    ],
  ];
  for (const [promise, kind, latest, lastPush, due] of cases) {
    it(promise, () => {
      const owed = { kind, since: at(0), latest: at(latest) };
      expect(pushDue(owed, lastPush === null ? null : at(lastPush))).to.deep.equal(at(due));
    });
  }

  const pauses = [
    {
      urgency: "routine",
      text: "a quarter of an hour",
      expected: [1, 2, 4, 8, 512, 900, 900, 900],
    },
    { urgency: "urgent", text: "half a minute", expected: [1, 2, 4, 8, 30, 30, 30, 30] },
  ] as const;
  for (const { urgency, text, expected } of pauses) {
    it(`the push policy doubles the pause of ${urgency} changes after each postponement, up to ${text}`, () => {
      const attempts = [1, 2, 3, 4, 10, 11, 12, 1_000];
      expect(attempts.map((count) => backOffAfter(count, urgency) / second)).to.deep.equal(
        expected,
      );
    });
  }
});

/** The moments at which a phone is pushed for the changes, by the policy. */
function pushesFor(changes: SeasonChange[]): number[] {
  const pushes: number[] = [];
  const owed = new Map<ChangeKind, OwedChange>();
  const dueNext = () => {
    const last = pushes.at(-1);
    const lastPush = last === undefined ? null : new Date(last);
    return Math.min(...[...owed.values()].map((each) => pushDue(each, lastPush).getTime()));
  };
  const pushUntil = (moment: number) => {
    while (owed.size > 0 && dueNext() < moment) {
      pushes.push(dueNext());
      owed.clear();
    }
  };
  for (const { at: moment, kind } of changes) {
    pushUntil(moment);
    const date = new Date(moment);
    owed.set(kind, { kind, since: owed.get(kind)?.since ?? date, latest: date });
  }
  pushUntil(Infinity);
  return pushes;
}

/** What a phone's own throttle makes of the pushes. */
function throttled(pushes: number[]): PhoneThrottle {
  const throttle = new PhoneThrottle();
  for (const push of pushes) throttle.push(push);
  return throttle;
}

describe("a season of the demo scheme", () => {
  const season = demoSeason();

  it("the demo scheme's season has hundreds of changes on the busiest phone, and all are pushed", () => {
    const counts = [...season.values()].map(({ length }) => length);
    expect(Math.max(...counts)).to.be.greaterThan(300);
    for (const changes of season.values()) {
      const last = pushesFor(changes).at(-1) ?? 0;
      expect(last).to.be.at.least(changes.at(-1)?.at ?? Infinity);
    }
  });

  it("apple 46: never comes near a phone's throttle", () => {
    for (const [household, changes] of season) {
      const { lowest, postponed } = throttled(pushesFor(changes));
      expect({ household, postponed }).to.deep.equal({ household, postponed: 0 });
      expect(lowest, household).to.be.at.least(PhoneThrottle.capacity / 2);
    }
  });

  it("the demo scheme's season would end updates on a phone that were pushed for each change", () => {
    const each = [...season.values()].map((changes) =>
      throttled(changes.map((change) => change.at)),
    );
    expect(each.some(({ hasEnded }) => hasEnded)).to.equal(true);
  });
});
