import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { getWeeklyStatistics } from "../../../src/actions/statistics/get-weekly-statistics.ts";
import { anOffer, aPass, aProvider } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { testDeps } from "../../support/test-deps.ts";

describe("an offer's weeks", () => {
  const database = useDatabase();

  it("count by weeks of Oslo, with those in between", async () => {
    const { db } = database;
    const offer = await anOffer(db, { companions: 2 });
    // Sunday 23:30 in UTC is Monday in Oslo.
    const createdAt = new Date("2027-01-03T23:30:00Z");
    const { serialNumber } = await aPass(db, { offer, createdAt, fetchedAt: createdAt });
    const ended = { endedAt: new Date("2027-01-19T10:00:00Z") };
    await aPass(db, { offer, createdAt, state: "lapsed", ...ended });
    // Beside the quota, as its number of allocated tickets is.
    const complimentary = await aPass(db, { offer, createdAt });
    await db("passes")
      .where({ serial_number: complimentary.serialNumber })
      .update({ complimentary: true, recipient_id: null, allocation_id: null });
    const deps = testDeps(db, { now: new Date("2027-01-20T10:00:00Z") });
    const door = await aDoor(db, offer.providerId);
    await redeem(deps, aScan(door, barcodeOf(serialNumber, offer), { admitted: 3 }));

    const actor: Actor = { role: "provider", id: "key", providerId: offer.providerId };
    const none = { allocated: 0, fetched: 0, used: 0, admissions: 0, lapsed: 0 };
    expect(await getWeeklyStatistics(deps, { actor, offerId: offer.id })).to.deep.equal([
      { week: "2027-W01", monday: "2027-01-04", ...none, allocated: 2, fetched: 1 },
      { week: "2027-W02", monday: "2027-01-11", ...none },
      { week: "2027-W03", monday: "2027-01-18", ...none, used: 1, admissions: 3, lapsed: 1 },
    ]);
    const { id: providerId } = await aProvider(db);
    const other: Actor = { role: "provider", id: "key", providerId };
    const refusal = await refusalOf(getWeeklyStatistics(deps, { actor: other, offerId: offer.id }));
    expect(refusal.code).to.equal("not_found");
  });
});
