import { expect } from "chai";
import fc from "fast-check";
import {
  contestedReasons,
  extraAdmissions,
  heirOfUndone,
  outcomeOf,
  whenAdmittedOffline,
  type Admission,
} from "../../../src/domain/door/extra-admission.ts";
import { dayInOslo } from "../../../src/domain/period.ts";
import { redemptionReasons } from "../../../src/domain/door/redemption.ts";

const noon = Date.parse("2027-01-15T11:00:00Z");
const hour = 3_600_000;

/** Scans of one ticket at three scanners within four days; some of them at the same moment. */
const scans = fc
  .array(fc.record({ hours: fc.nat(95), door: fc.nat(2) }), { minLength: 1, maxLength: 12 })
  .map((made) =>
    made.map(({ hours, door }, index): Admission => ({
      id: `id ${index}`,
      scannedAt: new Date(noon + hours * hour),
      doorDeviceId: `door ${door}`,
      scanId: `scan ${String(index).padStart(2, "0")}`,
    })),
  );
const terms = fc.record({
  uses: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(Infinity)),
  usesPerDay: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
});
type Terms = { uses: number; usesPerDay: number | undefined };

/** Scans in an order of arrival, some of them undone at a later point of it. */
const arrivals = scans.chain((made) =>
  fc
    .subarray(made)
    .chain((undone) => {
      const events = [
        ...made.map((scan) => ({ scan, isUndo: false })),
        ...undone.map((scan) => ({ scan, isUndo: true })),
      ];
      const all = { minLength: events.length, maxLength: events.length };
      return fc.shuffledSubarray(events, all);
    })
    .map((events) => {
      // Of a scan's two events the first to come is its arrival.
      const arrived = new Set<Admission>();
      return events.map(({ scan }) => {
        const isUndo = arrived.has(scan);
        arrived.add(scan);
        return { scan, isUndo };
      });
    }),
);

const idsOf = (some: Admission[]) => some.map(({ id }) => id).toSorted();

/** What is extra after the scans have arrived in this order, each decided when it arrives. */
function arriving(order: Admission[], limits: Terms): Admission[] {
  const extra: Admission[] = [];
  let taken: Admission[] = [];
  for (const scan of order) {
    const beyond = extraAdmissions([...taken, scan], limits);
    expect(beyond.length).to.be.at.most(1);
    extra.push(...beyond);
    taken = [...taken, scan].filter((each) => !beyond.includes(each));
  }
  return extra;
}

describe("extra admissions", () => {
  it("the extra admissions are the same in whatever order the scans arrive", () => {
    fc.assert(
      fc.property(
        scans.chain((made) =>
          fc.tuple(
            fc.constant(made),
            fc.shuffledSubarray(made, { minLength: made.length, maxLength: made.length }),
          ),
        ),
        terms,
        ([made, order], limits) => {
          expect(idsOf(arriving(order, limits))).to.deep.equal(
            idsOf(extraAdmissions(made, limits)),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it("the extra admissions are those of the scans that were not undone, whenever the undos come", () => {
    let passedOn = 0;
    fc.assert(
      fc.property(arrivals, terms, (events, limits) => {
        let taken: Admission[] = [];
        let extra: Admission[] = [];
        for (const { scan, isUndo } of events) {
          if (isUndo) {
            const tookUse = taken.includes(scan);
            taken = taken.filter((each) => each !== scan);
            extra = extra.filter((each) => each !== scan);
            const heir = tookUse ? heirOfUndone({ taken, extra }, limits) : undefined;
            if (!heir) continue;
            passedOn += 1;
            taken = [...taken, heir];
            extra = extra.filter((each) => each !== heir);
            continue;
          }
          const beyond = extraAdmissions([...taken, scan], limits);
          extra = [...extra, ...beyond];
          taken = [...taken, scan].filter((each) => !beyond.includes(each));
        }
        const undone = events.filter(({ isUndo }) => isUndo).map(({ scan }) => scan);
        const standing = events.filter(({ scan, isUndo }) => !isUndo && !undone.includes(scan));
        const expected = extraAdmissions(
          standing.map(({ scan }) => scan),
          limits,
        );
        expect(idsOf(extra)).to.deep.equal(idsOf(expected));
      }),
      { numRuns: 500 },
    );
    expect(passedOn, "uses that an extra admission took").to.be.greaterThan(20);
  });

  it("the first to arrive keeping its use makes the order matter (negative control)", () => {
    const [first, second] = [0, 1].map((index) => ({
      id: `id ${index}`,
      scannedAt: new Date(noon + index * hour),
      doorDeviceId: `door ${index}`,
      scanId: "1",
    })) as [Admission, Admission];
    const keepsItsUse = (order: Admission[]) => order.slice(1);
    expect(idsOf(keepsItsUse([first, second]))).to.not.deep.equal(
      idsOf(keepsItsUse([second, first])),
    );
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      expect(arriving(order, { uses: 1, usesPerDay: undefined })).to.deep.equal([second]);
    }
  });

  it("never more scans take a use than the ticket has uses, in all or on a day", () => {
    fc.assert(
      fc.property(scans, terms, (made, limits) => {
        const extra = extraAdmissions(made, limits);
        const taken = made.filter((scan) => !extra.includes(scan));
        expect(taken.length).to.be.at.most(limits.uses);
        const days = taken.map(({ scannedAt }) => dayInOslo(scannedAt));
        for (const day of days) {
          const ofDay = days.filter((each) => each === day).length;
          expect(ofDay).to.be.at.most(limits.usesPerDay ?? Infinity);
        }
      }),
    );
  });

  it("a scan is extra only where earlier scans have taken the uses", () => {
    fc.assert(
      fc.property(scans, terms, (made, limits) => {
        const extra = extraAdmissions(made, limits);
        const firstExtra = Math.min(...extra.map(({ scannedAt }) => scannedAt.getTime()));
        const before = made.filter(({ scannedAt }) => scannedAt.getTime() <= firstExtra);
        if (extra.length > 0) {
          expect(before.length).to.be.greaterThan(Math.min(limits.uses, limits.usesPerDay ?? 9));
        }
      }),
    );
  });
});

describe("the outcome of a scan that its scanner decided offline", () => {
  const accepted = { accepted: true, usesLeft: 2, nextState: "active" } as const;
  const scan = { admitted: 3, usesLeft: 0 };

  it("the outcome is the rules' own where the scanner did not decide", () => {
    expect(outcomeOf(accepted, scan)).to.deep.equal({ accepted: true, admitted: 3, usesLeft: 2 });
    for (const reason of redemptionReasons) {
      expect(outcomeOf({ accepted: false, reason }, scan)).to.deep.equal({
        accepted: false,
        reason,
      });
    }
  });

  it("what the scanner refused counts nothing, and keeps the rules' reason where they refuse too", () => {
    const refused = { ...scan, admittedOffline: false };
    expect(outcomeOf(accepted, refused)).to.deep.equal({
      accepted: false,
      reason: "refused_offline",
    });
    for (const reason of redemptionReasons) {
      expect(outcomeOf({ accepted: false, reason }, refused)).to.include({ reason });
    }
  });

  it("only a scan that was one use too many takes the use of one that is undone", () => {
    expect(contestedReasons).to.deep.equal(["time_up", "used_up", "daily_limit"]);
  });

  it("what the scanner admitted, happened, unless the code names no ticket of the provider", () => {
    for (const reason of redemptionReasons) {
      const outcome = outcomeOf({ accepted: false, reason }, { ...scan, admittedOffline: true });
      const isRefused = reason === "unknown_barcode" || reason === "other_provider";
      expect(whenAdmittedOffline[reason] === "refused", reason).to.equal(isRefused);
      expect(outcome).to.deep.equal(
        isRefused ? { accepted: false, reason } : { accepted: true, admitted: 3, usesLeft: 0 },
      );
    }
  });
});
