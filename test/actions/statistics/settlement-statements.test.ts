import { randomUUID } from "node:crypto";
import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { listSettlements } from "../../../src/actions/statistics/list-settlements.ts";
import { listSettledMonths } from "../../../src/actions/statistics/list-settled-months.ts";
import { stateSettlements } from "../../../src/actions/statistics/state-settlements.ts";
import { sweepOwedWork } from "../../../src/actions/operations/sweep-owed-work.ts";
import { officeCounts } from "../../../src/db/offers/office-counts.ts";
import { insertStatement } from "../../../src/db/statistics/settlement-statements.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { connect } from "../../../src/db/connect.ts";
import { isLockTimeout } from "../../../src/db/driver-errors.ts";
import { withLoginSettings } from "../../support/login-settings.ts";
import { anOffer, aPass } from "../../support/builders.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { aDoor } from "../../support/scans.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps } from "../../support/test-deps.ts";
import { withoutLock } from "../../support/without-locks.ts";

describe("a month's statement", () => {
  const database = useDatabase();

  async function aScan(
    offer: Offer,
    scannedAt: string,
    admitted = 1,
    ticket?: string,
  ): Promise<string> {
    const { db, owner } = database;
    const serialNumber = ticket ?? (await aPass(db, { offer })).serialNumber;
    const { doorDeviceId } = await aDoor(db, offer.providerId);
    const id = randomUUID();
    await owner("redemptions").insert({
      id,
      door_device_id: doorDeviceId,
      scan_id: id,
      serial_number: serialNumber,
      offer_id: offer.id,
      scanned_at: scannedAt,
      received_at: scannedAt,
      accepted: true,
      admitted,
    });
    return id;
  }

  async function aSeason(terms: Partial<Offer> = {}) {
    const { db } = database;
    const offer = await anOffer(db, { refundPerAdmissionOre: 10_000, companions: 3, ...terms });
    const actor: Actor = { role: "provider", id: "key", providerId: offer.providerId };
    const deps = testDeps(database.db, { now: new Date("2027-02-01T08:00:00Z") });
    /** The month as it is read after the job has run at that time. */
    const at = async (now: string, month: string) => {
      deps.clock.set(new Date(now));
      await stateSettlements(deps);
      return listSettlements(deps, { actor, month });
    };
    const read = (now: string, month: string) => {
      deps.clock.set(new Date(now));
      return listSettlements(deps, { actor, month });
    };
    const listed = async (now: string) => {
      deps.clock.set(new Date(now));
      return (await listSettledMonths(deps, { actor })).map(({ month }) => month);
    };
    return { offer, at, read, listed };
  }

  it("a settlement statement is preliminary until the month is over in Oslo, and then stays", async () => {
    const { offer, at } = await aSeason();
    await aScan(offer, "2027-01-10T12:00:00Z", 2);
    expect(await at("2027-01-31T22:59:59Z", "2027-01")).to.include({
      statedAt: null,
      refundOre: 20_000,
    });
    const stated = await at("2027-01-31T23:00:00Z", "2027-01");
    expect(stated.statedAt).to.deep.equal(new Date("2027-01-31T23:00:00Z"));
    await aScan(offer, "2027-01-30T12:00:00Z");
    expect(await at("2027-03-01T08:00:00Z", "2027-01")).to.deep.equal(stated);
  });

  it("a provider that cannot be stated holds up none after it, and is stated the next time", async () => {
    const { db } = database;
    const seasons = [await aSeason(), await aSeason()].toSorted((a, b) =>
      a.offer.providerId < b.offer.providerId ? -1 : 1,
    );
    for (const { offer } of seasons) await aScan(offer, "2027-01-10T12:00:00Z");
    const deps = testDeps(connect(database.url), { now: new Date("2027-02-01T08:00:00Z") });
    const stated = async () => {
      const providers = await db("settlement_statements").pluck<string[]>("provider_id");
      return seasons.map(({ offer }) => providers.includes(offer.providerId));
    };
    const held = await db.transaction();
    try {
      await held("providers").where({ id: seasons[0]?.offer.providerId }).forUpdate().first();
      const failed = await withLoginSettings(database, { lock_timeout: "50ms" }, () =>
        stateSettlements(deps).catch((error: unknown) => error),
      );
      expect(isLockTimeout(failed)).to.equal(true);
      expect(await stated()).to.deep.equal([false, true]);
    } finally {
      await held.rollback();
    }
    await stateSettlements(deps).finally(() => deps.db.destroy());
    expect(await stated()).to.deep.equal([true, true]);
  });

  it("a settlement statement is preliminary, and nothing is written, when it is read before the job has run", async () => {
    const { offer, read } = await aSeason();
    await aScan(offer, "2027-01-10T12:00:00Z");
    expect(await read("2027-02-01T08:00:00Z", "2027-01")).to.include({
      statedAt: null,
      refundOre: 10_000,
    });
    const { providerId } = offer;
    expect(
      await database.db("settlement_statements").where({ provider_id: providerId }),
    ).to.deep.equal([]);
  });

  it("a settlement statement is stated and audited once however often the job runs", async () => {
    const { offer, at } = await aSeason();
    await aScan(offer, "2027-01-10T12:00:00Z");
    const stated = await at("2027-01-31T23:00:00Z", "2027-01");
    expect(await at("2027-01-31T23:00:01Z", "2027-01")).to.deep.equal(stated);
    const { providerId } = offer;
    const audit = await database
      .db("audit_events")
      .where({ action: "settlement.stated", subject: providerId })
      .whereRaw("detail ->> 'month' = '2027-01'")
      .select("actor");
    expect(audit).to.deep.equal([{ actor: "system" }]);
  });

  it("a settlement statement is found by the sweep until it is stated, from the turn of the month in Oslo", async () => {
    const deps = testDeps(database.db);
    const sweptAt = async (now: string) => {
      deps.clock.set(new Date(now));
      deps.enqueued.length = 0;
      await sweepOwedWork(deps);
      return deps.enqueued.filter(({ name }) => name === "state-settlements").length;
    };
    await aSeason();
    deps.clock.set(new Date("2027-01-31T22:59:59Z"));
    await stateSettlements(deps);
    expect(await sweptAt("2027-01-31T22:59:59Z")).to.equal(0);
    expect(await sweptAt("2027-01-31T23:00:00Z")).to.equal(1);
    await stateSettlements(deps);
    expect(await sweptAt("2027-01-31T23:00:00Z")).to.equal(0);
  });

  it("a settlement statement corrects an earlier one for a scan that came late, once", async () => {
    const { offer, at } = await aSeason();
    await aScan(offer, "2027-01-10T12:00:00Z");
    await at("2027-02-01T08:00:00Z", "2027-01");
    await aScan(offer, "2027-01-31T12:00:00Z", 2);
    await aScan(offer, "2027-02-10T12:00:00Z");
    const february = await at("2027-03-01T08:00:00Z", "2027-02");
    expect(february.corrections).to.have.length(1);
    expect(february.corrections[0]).to.include({
      usedIn: "2027-01",
      uses: 1,
      admissions: 2,
      refundOre: 20_000,
    });
    expect(february).to.include({ admissions: 3, refundOre: 30_000 });
    expect(await at("2027-04-02T08:00:00Z", "2027-03")).to.deep.include({
      items: [],
      corrections: [],
      refundOre: 0,
    });
  });

  it("a settlement statement is listed for its corrections alone, too, until they are stated", async () => {
    const { offer, at, listed } = await aSeason();
    await aScan(offer, "2027-04-29T12:00:00Z");
    await at("2027-05-01T08:00:00Z", "2027-04");
    expect(await listed("2027-05-20T08:00:00Z")).to.deep.equal(["2027-04"]);
    await aScan(offer, "2027-04-30T12:00:00Z", 2);
    for (const now of ["2027-05-20T08:00:00Z", "2027-06-02T08:00:00Z", "2027-11-01T08:00:00Z"]) {
      expect(await listed(now)).to.deep.equal(["2027-05", "2027-04"]);
    }
    expect((await at("2027-11-01T08:00:00Z", "2027-05")).refundOre).to.equal(20_000);
    expect(await listed("2027-11-01T08:00:00Z")).to.deep.equal(["2027-05", "2027-04"]);
  });

  it("a settlement statement is listed where a correction will stand when the months between are stated", async () => {
    const { offer, at, read, listed } = await aSeason();
    const { providerId } = offer;
    await at("2027-01-31T22:00:00Z", "2026-12");
    await aScan(offer, "2027-01-10T12:00:00Z");
    await database.db.transaction(async (trx) => {
      for (const month of ["2027-01", "2027-02", "2027-04"]) {
        await insertStatement(trx, { providerId, month, at: new Date("2027-05-02T08:00:00Z") });
      }
    });
    await aScan(offer, "2027-01-31T12:00:00Z");
    expect(await listed("2027-05-02T08:00:00Z")).to.deep.equal(["2027-03", "2027-01"]);
    expect((await read("2027-05-02T08:00:00Z", "2027-03")).corrections).to.have.length(1);
    expect((await at("2027-05-02T08:00:00Z", "2027-03")).corrections).to.have.length(1);
  });

  for (const month of ["2000-01", "2025-12", "2027-03", "2099-12"]) {
    it(`a settlement statement is none for ${month}, before its provider came or before it has begun`, async () => {
      const { at, listed } = await aSeason();
      const refusal = await refusalOf(at("2027-02-28T22:59:59Z", month));
      expect(refusal.code).to.equal("not_found");
      expect(await listed("2027-02-28T22:59:59Z")).to.deep.equal([]);
    });
  }

  for (const month of ["0000-01", "1999-12", "2101-01", "9999-12"]) {
    it(`a settlement statement of ${month} is refused, as no date of ours`, async () => {
      const { at } = await aSeason();
      const refusal = await refusalOf(at("2027-02-28T22:59:59Z", month));
      expect(refusal.code).to.equal("validation_failed");
    });
  }

  it("a settlement statement is there from the month in which its provider came to the current one, of Oslo", async () => {
    const { at } = await aSeason();
    expect((await at("2027-02-28T23:00:00Z", "2026-01")).statedAt).not.to.equal(null);
    expect((await at("2027-02-28T23:00:00Z", "2027-03")).statedAt).to.equal(null);
  });

  it("a settlement statement takes back what was stated for a scan that was removed", async () => {
    const { offer, at } = await aSeason();
    const id = await aScan(offer, "2027-01-10T12:00:00Z", 3);
    await at("2027-02-01T08:00:00Z", "2027-01");
    await database.owner("redemptions").where({ id }).delete();
    const february = await at("2027-03-01T08:00:00Z", "2027-02");
    expect(february.corrections[0]).to.include({ uses: -1, admissions: -3, refundOre: -30_000 });
    expect(february.refundOre).to.equal(-30_000);
  });

  it("a settlement statement corrects an earlier one when the agreed sum changed", async () => {
    const { offer, at } = await aSeason();
    await aScan(offer, "2027-01-10T12:00:00Z", 2);
    await at("2027-02-01T08:00:00Z", "2027-01");
    await database.db("offers").where({ id: offer.id }).update({ refund_per_admission_ore: 9_000 });
    const february = await at("2027-03-01T08:00:00Z", "2027-02");
    expect(february.corrections[0]).to.include({ uses: 0, admissions: 0, refundOre: -2_000 });
  });

  const january = ["2027-01-10", "2027-01-11", "2027-01-12"].map((day) => `${day}T12:00:00Z`);
  const february = ["2027-02-03T12:00:00Z", "2027-02-04T12:00:00Z"];

  for (const [what, terms, sums, units] of [
    ["each person let in, without a cap", {}, [60_000, 40_000], [6, 4]],
    ["once what a membership costs", { refundCapPerTicketOre: 10_000 }, [10_000, 0], [6, 4]],
    [
      "up to a ticket's cap, to the øre",
      { refundCapPerTicketOre: 75_050 },
      [60_000, 15_050],
      [6, 4],
    ],
    ["a ticket that is used", { refundPer: "ticket" }, [10_000, 0], [1, 0]],
    ["each month in which a ticket is used", { refundPer: "month" }, [10_000, 10_000], [1, 1]],
    [
      "months up to a ticket's cap",
      { refundPer: "month", refundCapPerTicketOre: 12_000 },
      [10_000, 2_000],
      [1, 1],
    ],
  ] as const) {
    it(`a settlement statement claims ${what}, and the same once the ticket is anonymised`, async () => {
      const { offer, at, read } = await aSeason({ uses: null, ...terms });
      const { db } = database;
      const { serialNumber } = await aPass(db, { offer });
      for (const day of [...january, ...february]) await aScan(offer, day, 2, serialNumber);
      const months = ["2027-01", "2027-02"];
      const claimed = async () => {
        const each = await Promise.all(months.map((month) => read("2027-02-20T08:00:00Z", month)));
        const counted = each.map(({ items }) =>
          items.reduce((sum, one) => sum + (one.units ?? NaN), 0),
        );
        expect(counted).to.deep.equal(units);
        return each.map(({ refundOre }) => refundOre);
      };
      expect(await claimed()).to.deep.equal(sums);
      await at("2027-02-01T08:00:00Z", "2027-01");
      await db.raw("select anonymise_passes(array[?]::text[], now())", [serialNumber]);
      expect(await claimed()).to.deep.equal(sums);
      const counts = (await officeCounts(db, [offer.id], "5025")).get(offer.id);
      expect(counts?.refundOre).to.equal(sums[0] + sums[1]);
      const march = await at("2027-04-01T08:00:00Z", "2027-03");
      expect(march.corrections).to.deep.equal([]);
    });
  }

  for (const [what, terms, units] of [
    ["people", {}, 6],
    ["tickets, which it does not say", { refundPer: "ticket" }, null],
  ] as const) {
    it(`a statement of a process that counted no units claims ${what}`, async () => {
      const { offer, at, read } = await aSeason({ uses: null, ...terms });
      const { serialNumber } = await aPass(database.db, { offer });
      for (const day of january) await aScan(offer, day, 2, serialNumber);
      await at("2027-02-01T08:00:00Z", "2027-01");
      const lines = database.owner("settlement_statement_lines").where({ offer_id: offer.id });
      await lines.clone().update({ units: null });
      const { items } = await read("2027-02-20T08:00:00Z", "2027-01");
      expect(items.map((each) => each.units)).to.deep.equal([units]);
      await aScan(offer, "2027-01-31T12:00:00Z", 2, serialNumber);
      const later = await at("2027-03-01T08:00:00Z", "2027-02");
      expect(later.corrections.map((each) => each.units)).to.deep.equal([units && 2]);
    });
  }

  it("a settlement statement never claims more than the offer's cap, and a correction does not either", async () => {
    const { offer, at } = await aSeason({ uses: null, refundCapOre: 55_000 });
    for (const day of january) await aScan(offer, day);
    expect((await at("2027-02-01T08:00:00Z", "2027-01")).refundOre).to.equal(30_000);
    for (const day of february) await aScan(offer, day);
    expect((await at("2027-03-01T08:00:00Z", "2027-02")).refundOre).to.equal(20_000);
    await aScan(offer, "2027-01-31T12:00:00Z");
    const march = await at("2027-04-01T08:00:00Z", "2027-03");
    expect(march.refundOre).to.equal(5_000);
    expect(march.corrections.map(({ usedIn, refundOre }) => [usedIn, refundOre])).to.deep.equal([
      ["2027-02", -5_000],
      ["2027-01", 10_000],
    ]);
  });

  it("a settlement statement counts a ticket for a new phone together with the one that it replaced", async () => {
    const { offer, read } = await aSeason({ uses: null, refundCapPerTicketOre: 15_000 });
    const { db } = database;
    const [old, current] = [await aPass(db, { offer }), await aPass(db, { offer })];
    await aScan(offer, january[0] ?? "", 1, old.serialNumber);
    await aScan(offer, january[1] ?? "", 1, current.serialNumber);
    const sum = async () => (await read("2027-02-20T08:00:00Z", "2027-01")).refundOre;
    expect(await sum()).to.equal(20_000);
    await db("passes")
      .where({ serial_number: old.serialNumber })
      .update({ replaced_by: current.serialNumber });
    expect(await sum()).to.equal(15_000);
    for (const { serialNumber } of [current, old]) {
      await db.raw("select anonymise_passes(array[?]::text[], now())", [serialNumber]);
      expect(await sum()).to.equal(15_000);
    }
  });

  it("a settlement statement lets another use claim what an undone one did", async () => {
    const { offer, read } = await aSeason({ uses: null, refundPer: "ticket" });
    const { serialNumber } = await aPass(database.db, { offer });
    const [first] = [await aScan(offer, january[0] ?? "", 1, serialNumber)];
    await aScan(offer, january[1] ?? "", 1, serialNumber);
    await database.db("redemption_undos").insert({ redemption_id: first, undone_at: january[0] });
    expect((await read("2027-02-20T08:00:00Z", "2027-01")).refundOre).to.equal(10_000);
  });

  /** What the months of a quarter claim when three jobs state them at the same moment; 10,000 øre are owed. */
  async function statedAtOnce(rewrite: (sql: string) => string) {
    const db = connectRewriting(database.url, (sql) =>
      rewrite(sql).replace(/^COMMIT;/, "select pg_sleep(0.2); COMMIT;"),
    );
    try {
      const { offer, at, read } = await aSeason();
      await aScan(offer, "2027-01-10T12:00:00Z");
      await at("2027-02-01T08:00:00Z", "2027-01");
      await aScan(offer, "2027-01-31T12:00:00Z");
      const jobs = ["2027-03", "2027-04", "2027-05"].map((month) =>
        stateSettlements(testDeps(db, { now: new Date(`${month}-02T08:00:00Z`) })),
      );
      const failed = (await Promise.allSettled(jobs)).filter(({ status }) => status === "rejected");
      const stated = await Promise.all(
        ["2027-02", "2027-03", "2027-04"].map((month) => read("2027-06-01T08:00:00Z", month)),
      );
      const claimed = stated.reduce((sum, { refundOre }) => sum + refundOre, 0);
      return { failed: failed.length, claimed };
    } finally {
      await db.destroy();
    }
  }

  it("a settlement statement claims each correction once when three jobs run at the same moment", async () => {
    expect(await statedAtOnce((sql) => sql)).to.deep.equal({ failed: 0, claimed: 10_000 });
  });

  it("fails on the statement's key without the provider's lock (negative control)", async () => {
    expect((await statedAtOnce(withoutLock)).failed).to.be.greaterThan(0);
  });

  it("a settlement statement cannot be changed by the service", async () => {
    const refusal = await database
      .db("settlement_statement_lines")
      .update({ refund_ore: 0 })
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(refusal).to.have.property("code", "42501");
  });
});
