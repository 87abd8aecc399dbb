import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import { expireCodes } from "../../../src/actions/codes/expire-codes.ts";
import { reportUses } from "../../../src/actions/codes/report-uses.ts";
import { getCodePool } from "../../../src/actions/codes/get-code-pool.ts";
import { listCodesToBlock } from "../../../src/actions/codes/list-codes-to-block.ts";
import { maxCodes, uploadCodes } from "../../../src/actions/codes/upload-codes.ts";
import { previewWithdrawal } from "../../../src/actions/codes/preview-withdrawal.ts";
import { withdrawCodes } from "../../../src/actions/codes/withdraw-codes.ts";
import { getOffer } from "../../../src/actions/offers/get-offer.ts";
import { updateOffer } from "../../../src/actions/offers/update-offer.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { expirePasses } from "../../../src/actions/passes/expire-passes.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { sendNotices } from "../../../src/actions/providers/send-notices.ts";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import { listSettlements } from "../../../src/actions/statistics/list-settlements.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { lapseUnclaimedPasses } from "../../../src/actions/passes/lapse-unclaimed-passes.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { markFetched } from "../../../src/db/passes/pass-fetches.ts";
import { findTicketCodes } from "../../../src/db/codes/ticket-codes.ts";
import { ticketsLeft } from "../../../src/domain/offers/offer-quota.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { anOffer, aRecipient, testKeyRing, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { giveBack } from "../../support/give-back.ts";
import { aPool, providerOf, someOwnCodes } from "../../support/own-codes.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps } from "../../support/test-deps.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const nav: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };

describe("own codes", () => {
  const database = useDatabase();

  const codedOffer = (terms: Partial<Offer> = {}) =>
    anOffer(database.db, { ownCodes: someOwnCodes, ...terms });

  /** One ticket for each of so many recipients; the serial numbers of those that were allocated. */
  async function give(offer: Offer, count: number, db: Pool = database.db): Promise<string[]> {
    const recipients = await Promise.all(
      Array.from({ length: count }, () => aRecipient(database.db)),
    );
    const { items } = await allocate(testDeps(db), {
      actor: nav,
      mode: "possible",
      items: recipients.map(({ id }) => ({ recipientId: id, offerId: offer.id })),
    });
    await issuePasses(testDeps(db), { offerId: offer.id });
    return items.flatMap(({ passes }) => passes.map(({ serialNumber }) => serialNumber));
  }

  const stockOf = async (offer: Offer) => {
    const pool = await getCodePool(database, { actor: providerOf(offer), offerId: offer.id });
    return Object.fromEntries(Object.entries(pool.stock).filter(([, count]) => count > 0));
  };
  const leftOf = async (offer: Offer) =>
    ticketsLeft(await getOffer(database, { actor: providerOf(offer), offerId: offer.id }));
  const fetch = (serialNumbers: string[]) =>
    database.db.transaction((trx) => markFetched(trx, serialNumbers, testNow));
  const shownCodes = async (serialNumbers: string[]) => [
    ...(await findTicketCodes(database.db, testKeyRing, serialNumbers)).values(),
  ];

  it("a pool takes an upload as a whole, and stores no code in the clear", async () => {
    const { db } = database;
    const offer = await codedOffer();
    const pool = await aPool(db, offer, [
      { code: "AB12-34567", pin: "0042", lastDay: "2027-12-31" },
      { code: "CD12-34567" },
    ]);
    expect(await stockOf(offer)).to.deep.equal({ free: 2 });
    const stored = JSON.stringify(await db("provider_codes").where({ batch_id: pool.batchId }));
    const audit = JSON.stringify(await db("audit_events").where({ subject: offer.id }));
    for (const text of ["AB12", "0042"]) {
      expect(stored + audit).not.to.contain(text);
      expect(stored + audit).not.to.contain(Buffer.from(text).toString("hex"));
    }
  });

  it("an upload stores nothing when a code is in another pool of the provider, and names its row", async () => {
    const { db } = database;
    const first = await codedOffer();
    const second = await codedOffer({ providerId: first.providerId });
    const elsewhere = await codedOffer();
    await aPool(db, first, ["AB12-34567"]);
    const rows = ["EF12-34567", "AB12-34567"].map((code) => ({ code }));
    const upload = { offerId: second.id, name: "Batch", rows };
    expect(await uploadCodes(testDeps(db), { actor: providerOf(second), ...upload })).to.deep.equal(
      { outcome: "faulty", rows: [{ index: 1, fault: "known" }] },
    );
    expect(await stockOf(second)).to.deep.equal({});
    await aPool(db, elsewhere, ["AB12-34567"]);
  });

  it("an upload is refused for another's offer, for one with our barcode and beyond 100,000 codes", async () => {
    const { db } = database;
    const [offer, other, ours] = [await codedOffer(), await codedOffer(), await anOffer(db)];
    const refused = async (actor: Actor, offerId: string, count = 1) => {
      const rows = Array.from({ length: count }, () => ({ code: "AB12-34567" }));
      const upload = { actor, offerId, name: "Batch", rows };
      return (await refusalOf(uploadCodes(testDeps(db), upload))).code;
    };
    expect(await refused(providerOf(other), offer.id)).to.equal("not_found");
    expect(await refused(nav, offer.id)).to.equal("forbidden");
    expect(await refused(providerOf(ours), ours.id)).to.equal("illegal_state");
    expect(await refused(providerOf(offer), offer.id, maxCodes + 1)).to.equal("validation_failed");
  });

  it("an allocation binds a code to each ticket, the soonest to expire first, none that ends before the ticket", async () => {
    const offer = await codedOffer();
    await aPool(database.db, offer, [
      { code: "NEVER-ENDS" },
      { code: "TOO-EARLY-1", lastDay: "2027-06-29" },
      { code: "LATER-00001", lastDay: "2028-12-31" },
      { code: "SOON-000001", lastDay: "2027-06-30" },
    ]);
    expect(await leftOf(offer)).to.equal(3);
    const serialNumbers = await give(offer, 2);
    expect(await stockOf(offer)).to.deep.equal({ free: 2, reserved: 2 });
    await fetch(serialNumbers);
    const codes = await shownCodes(serialNumbers);
    expect(codes.map(({ code }) => code)).to.have.members(["SOON-000001", "LATER-00001"]);
    expect(await leftOf(offer)).to.equal(1);
  });

  it("an allocation never gives more tickets than there are codes, and a later upload makes room", async () => {
    const offer = await codedOffer({ quota: 100 });
    expect(await leftOf(offer)).to.equal(0);
    await aPool(database.db, offer, ["AB12-34567", "CD12-34567"]);
    expect(await give(offer, 3)).to.have.length(2);
    await aPool(database.db, offer, ["EF12-34567"]);
    expect(await give(offer, 3)).to.have.length(1);
  });

  it("an offer with our barcode needs no codes", async () => {
    const offer = await anOffer(database.db, { quota: 5 });
    expect(await leftOf(offer)).to.equal(5);
    expect(await give(offer, 2)).to.have.length(2);
  });

  /** What ten allocations at the same moment come to, of an offer with one code. */
  async function raceForTheLast(db: Pool) {
    const offer = await codedOffer();
    await aPool(database.db, offer, 1);
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => give(offer, 1, db)));
    const given = all.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
    const failed = all.filter(({ status }) => status === "rejected").length;
    return { given: given.length, failed, stock: await stockOf(offer) };
  }

  it("one of ten allocations at the same moment gets the last code, and the others are told", async () => {
    expect(await raceForTheLast(database.db)).to.deep.equal({
      given: 1,
      failed: 0,
      stock: { reserved: 1 },
    });
  });

  it("allocations break off for want of a code without the offer's lock (negative control)", async () => {
    const unlocked = connectWithoutLocks(database.url);
    try {
      expect((await raceForTheLast(unlocked)).failed).to.be.greaterThan(0);
    } finally {
      await unlocked.destroy();
    }
  });

  it("a code is read for its ticket only after the first fetch, and stays the same", async () => {
    const offer = await codedOffer();
    const pool = await aPool(database.db, offer, 1);
    const serialNumbers = await give(offer, 1);
    expect(await shownCodes(serialNumbers)).to.deep.equal([]);
    await fetch(serialNumbers);
    await fetch(serialNumbers);
    expect(await shownCodes(serialNumbers)).to.deep.equal([
      { code: pool.codes[0], pin: undefined },
    ]);
    expect(await stockOf(offer)).to.deep.equal({ revealed: 1 });
  });

  it("a code whose first fetch breaks off is shown to nobody, and the next fetch shows the same one", async () => {
    const offer = await codedOffer();
    const { codes } = await aPool(database.db, offer, 1);
    const serialNumbers = await give(offer, 1);
    const broken = database.db.transaction(async (trx) => {
      await markFetched(trx, serialNumbers, testNow);
      throw new Error("The process ends here.");
    });
    const fault: unknown = await broken.catch((error: unknown) => error);
    expect(fault).to.have.property("message", "The process ends here.");
    expect(await stockOf(offer)).to.deep.equal({ reserved: 1 });
    expect(await shownCodes(serialNumbers)).to.deep.equal([]);
    await fetch(serialNumbers);
    expect(await shownCodes(serialNumbers)).to.deep.equal([{ code: codes[0], pin: undefined }]);
  });

  it("an unclaimed ticket that lapses gives its code back untouched, and the next ticket gets it", async () => {
    const offer = await codedOffer({ claimWithinDays: 1 });
    await aPool(database.db, offer, 1);
    const deps = testDeps(database.db);
    await give(offer, 1);
    deps.clock.set(new Date("2027-01-17T10:00:00Z"));
    await lapseUnclaimedPasses(deps);
    expect(await stockOf(offer)).to.deep.equal({ free: 1 });
    expect(await give(offer, 1)).to.have.length(1);
  });

  it("a ticket revoked before its code was shown gives it back, one revoked after burns it", async () => {
    const deps = testDeps(database.db);
    const offer = await codedOffer();
    const pool = await aPool(database.db, offer, 2);
    const [unseen = "", seen = ""] = await give(offer, 2);
    await fetch([seen]);
    const [shown] = await shownCodes([seen]);
    for (const serialNumber of [unseen, seen]) {
      await revokePass(deps, { actor: nav, serialNumber, reason: "Moved away" });
    }
    expect(await stockOf(offer)).to.deep.equal({ free: 1, revealed: 1 });
    expect(await leftOf(offer)).to.equal(1);
    const toBlock = await listCodesToBlock(deps, { actor: providerOf(offer), offerId: offer.id });
    expect(toBlock.map(({ code, state }) => [code, state])).to.deep.equal([
      [shown?.code, "revoked"],
    ]);
    expect(pool.codes).to.include(shown?.code);
    const { allocated } = await getOffer(deps, { actor: providerOf(offer), offerId: offer.id });
    expect(allocated).to.equal(1);
  });

  it("a holder cannot give back a ticket whose code was shown", async () => {
    const deps = testDeps(database.db);
    const offer = await codedOffer();
    await aPool(database.db, offer, 2);
    const [unseen = "", seen = ""] = await give(offer, 2);
    await fetch([seen]);
    const holderOf = async (serialNumber: string) => {
      const pass = await database
        .db("passes")
        .where({ serial_number: serialNumber })
        .first<{ recipient_id: string }>("recipient_id");
      return { recipientId: pass.recipient_id, serialNumber };
    };
    await giveBack(deps, await holderOf(unseen));
    const refusal = await refusalOf(giveBack(deps, await holderOf(seen)));
    expect(refusal.code).to.equal("illegal_state");
    expect(await stockOf(offer)).to.deep.equal({ free: 1, revealed: 1 });
  });

  it("a provider is told by e-mail and webhook once after each upload that few codes are left", async () => {
    const { db } = database;
    const deps = testDeps(db);
    const offer = await codedOffer({ quota: 20, title: { nb: "Kinokveld" } });
    const user = { providerId: offer.providerId, role: "owner", email: "kari@kino.no" } as const;
    const userId = await db.transaction((trx) => insertProviderUser(trx, testKeyRing, user));
    await db("webhooks").insert({
      provider_id: offer.providerId,
      url: "https://kino.example/hook",
      events: ["offer.low_on_codes"],
      secret_sealed: Buffer.alloc(8),
    });
    const told = async () => {
      deps.sent.length = 0;
      await sendNotices(deps, { userId: userId ?? "" });
      const hooks = await db("webhook_deliveries").where({ offer_id: offer.id }).delete();
      return [deps.sent.map(({ subject }) => subject), hooks];
    };
    const nothing = [[], 0];
    const once = [["Få koder igjen: Kinokveld"], 1];
    await aPool(db, offer, ["CODE-1", "CODE-2", "CODE-3", "CODE-4", "CODE-5", "CODE-6"]);
    await give(offer, 1);
    expect(await told()).to.deep.equal(nothing);
    const [, back = ""] = [await give(offer, 1), ...(await give(offer, 1))];
    expect(await told()).to.deep.equal(once);
    await revokePass(deps, { actor: nav, serialNumber: back, reason: "Moved away" });
    await give(offer, 1);
    expect(await told()).to.deep.equal(nothing);
    const { batchId } = await aPool(database.db, offer, ["CODE-7", "CODE-8", "CODE-9"]);
    expect(await told()).to.deep.equal(nothing);
    await withdrawCodes(deps, { actor: providerOf(offer), offerId: offer.id, batchId });
    expect(await told()).to.deep.equal(once);
  });

  describe("a withdrawn batch", () => {
    /** An offer with tickets of one batch, of which the first `shown` were fetched, and other codes beside it. */
    async function aBatchOnTickets(tickets: number, { shown = 0, others = 0 } = {}) {
      const offer = await codedOffer({ title: { nb: "Kinokveld" } });
      const first = Array.from({ length: tickets + 1 }, (_, i) => `FIRST-00${i}`);
      const { batchId } = await aPool(database.db, offer, first);
      const serialNumbers = await give(offer, tickets);
      await fetch(serialNumbers.slice(0, shown));
      const codes = Array.from({ length: others }, (_, i) => `OTHER-00${i}`);
      if (others > 0) await aPool(database.db, offer, codes);
      return {
        offer,
        serialNumbers,
        batch: { actor: providerOf(offer), offerId: offer.id, batchId },
      };
    }
    const statesOf = async (serialNumbers: string[]) => {
      const rows = await database
        .db("passes")
        .whereIn("serial_number", serialNumbers)
        .select<{ serial_number: string; state: string }[]>("serial_number", "state");
      return serialNumbers.map(
        (one) => rows.find(({ serial_number }) => serial_number === one)?.state,
      );
    };

    it("a withdrawn batch leaves tickets whose code was not shown with another code of the pool", async () => {
      const { offer, serialNumbers, batch } = await aBatchOnTickets(2, { others: 3 });
      const deps = testDeps(database.db);
      expect(await previewWithdrawal(database, batch)).to.include({ changed: 2, ended: 0 });
      expect(await withdrawCodes(deps, batch)).to.deep.equal({
        withdrawn: 3,
        changed: 2,
        ended: 0,
      });
      expect(await stockOf(offer)).to.deep.equal({ free: 1, reserved: 2, withdrawn: 3 });
      await fetch(serialNumbers);
      const codes = (await shownCodes(serialNumbers)).map(({ code }) => code);
      expect(codes.every((code) => code.startsWith("OTHER"))).to.equal(true);
      const again = { withdrawn: 0, changed: 0, ended: 0 };
      expect(await withdrawCodes(deps, batch)).to.deep.equal(again);
    });

    it("a withdrawn batch ends tickets for which no code is left and those that showed theirs, which is then to be blocked, and tells their holders", async () => {
      const { offer, serialNumbers, batch } = await aBatchOnTickets(3, { shown: 1, others: 1 });
      const deps = testDeps(database.db);
      expect(await previewWithdrawal(database, batch)).to.include({
        ...{ withdrawn: 3, changed: 1, ended: 2, shown: 1 },
      });
      expect(await withdrawCodes(deps, batch)).to.deep.equal({
        withdrawn: 3,
        changed: 1,
        ended: 2,
      });
      const states = await statesOf(serialNumbers);
      expect(states[0]).to.equal("revoked");
      expect(states.filter((state) => state === "active")).to.have.length(1);
      expect(await stockOf(offer)).to.deep.equal({ reserved: 1, revealed: 1, withdrawn: 3 });
      const toBlock = await listCodesToBlock(deps, { actor: providerOf(offer), offerId: offer.id });
      expect(toBlock.map(({ state }) => state)).to.deep.equal(["revoked"]);
      const { allocated } = await getOffer(deps, { actor: providerOf(offer), offerId: offer.id });
      expect(allocated).to.equal(2);
      const [told] = await database
        .db("passes")
        .where({ serial_number: serialNumbers[0] })
        .pluck<string[]>("recipient_id");
      await notifyRecipient(deps, { recipientId: told ?? "" });
      expect(deps.sent.map(({ text }) => text)).to.deep.equal([
        "Gjelder ikke lenger: Kinokveld. Billetten din gjelder ikke lenger.",
      ]);
    });

    it("a withdrawn batch whose tickets more would end of than were shown stays as it is", async () => {
      const { offer, batch } = await aBatchOnTickets(2, { shown: 1, others: 1 });
      const deps = testDeps(database.db);
      const asked = { ...batch, mostEnded: 0 };
      expect((await refusalOf(withdrawCodes(deps, asked))).code).to.equal("conflict");
      expect(await stockOf(offer)).to.deep.equal({ free: 2, reserved: 1, revealed: 1 });
    });

    const somethingWaits = () =>
      eventually("a statement waits", async () => {
        const { rows } = await database.owner.raw<{ rows: unknown[] }>(
          `select from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      });

    /** Withdraws a batch while the only ticket's first fetch has not committed yet. */
    async function withdrawDuringFetch(db: Pool) {
      const { offer, serialNumbers, batch } = await aBatchOnTickets(1, { others: 1 });
      const fetching = await database.db.transaction();
      await markFetched(fetching, serialNumbers, testNow);
      const withdrawing = withdrawCodes(testDeps(db), batch).then(
        (done) => done.ended,
        () => "failed",
      );
      await somethingWaits();
      await fetching.commit();
      return { ended: await withdrawing, states: await statesOf(serialNumbers), offer };
    }

    it("a withdrawn batch waits for a first fetch, and then ends its ticket", async () => {
      const { ended, states, offer } = await withdrawDuringFetch(database.db);
      expect([ended, states]).to.deep.equal([1, ["revoked"]]);
      expect(await stockOf(offer)).to.deep.equal({ free: 1, revealed: 1, withdrawn: 1 });
    });

    it("a withdrawn batch breaks off at a first fetch without the ticket's lock (negative control)", async () => {
      const unlocked = connectWithoutLocks(database.url);
      try {
        expect((await withdrawDuringFetch(unlocked)).ended).to.equal("failed");
      } finally {
        await unlocked.destroy();
      }
    });
  });

  it("free codes past their last day expire", async () => {
    const offer = await codedOffer();
    await aPool(database.db, offer, [
      { code: "AB12-34567", lastDay: "2027-01-15" },
      { code: "CD12-34567", lastDay: "2027-01-16" },
    ]);
    await expireCodes(testDeps(database.db, { now: new Date("2027-01-16T00:00:00+01:00") }));
    expect(await stockOf(offer)).to.deep.equal({ free: 1, expired: 1 });
  });

  it("the validity of tickets is never moved beyond the end of the codes on them", async () => {
    const offer = await codedOffer();
    await aPool(database.db, offer, [{ code: "AB12-34567", lastDay: "2027-07-31" }]);
    await give(offer, 1);
    const change = (validUntil: string) =>
      updateOffer(testDeps(database.db), {
        actor: providerOf(offer),
        offerId: offer.id,
        changes: { validUntil },
      });
    expect((await refusalOf(change("2027-08-01"))).errors).to.deep.include({
      path: "validUntil",
      code: "codes_end",
      message: "must not be after the codes",
    });
    expect((await change("2027-07-31")).outcome).to.equal("updated");
  });

  it("an anonymised ticket leaves no code behind, whose text stays known", async () => {
    const { db } = database;
    const deps = testDeps(db);
    const offer = await codedOffer();
    const { codes } = await aPool(db, offer, 1);
    const [serialNumber = ""] = await give(offer, 1);
    await fetch([serialNumber]);
    await revokePass(deps, { actor: nav, serialNumber, reason: "Moved away" });
    deps.clock.set(new Date(testNow.getTime() + 61 * 86_400_000));
    await anonymiseEndedPasses(deps);
    const rows = await db("provider_codes")
      .where({ offer_id: offer.id })
      .select("serial_number", "code_sealed", "state");
    expect(rows).to.deep.equal([{ serial_number: null, code_sealed: null, state: "revealed" }]);
    const again = { actor: providerOf(offer), offerId: offer.id, name: "Batch" };
    expect(
      await uploadCodes(deps, { ...again, rows: codes.map((code) => ({ code })) }),
    ).to.deep.include({ outcome: "faulty" });
  });

  /** How often ten reports of a code at the same moment count it, as they answer and as is recorded. */
  async function reportAtOnce(db: Pool) {
    const offer = await codedOffer({ ownCodes: { ...someOwnCodes, reportsUse: "api" } });
    const { codes } = await aPool(database.db, offer, 1);
    await fetch(await give(offer, 1));
    const uses = codes.map((code) => ({ code }));
    const report = { actor: providerOf(offer), offerId: offer.id, uses };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => reportUses(testDeps(db), report)),
    );
    const recorded = await database.db("redemptions").where({ offer_id: offer.id });
    const counted = answers.flat().filter((answer) => answer === "counted").length;
    return { counted, recorded: recorded.length };
  }

  it("one of ten reports of a code at the same moment counts it", async () => {
    expect(await reportAtOnce(database.db)).to.deep.equal({ counted: 1, recorded: 1 });
  });

  it("several reports of a code say that they counted it without the ticket's lock (negative control)", async () => {
    const unlocked = connectWithoutLocks(database.url);
    try {
      expect((await reportAtOnce(unlocked)).counted).to.be.greaterThan(1);
    } finally {
      await unlocked.destroy();
    }
  });

  it("a use is counted on its day, also when the ticket has ended by its time since", async () => {
    const deps = testDeps(database.db);
    const offer = await codedOffer({ ownCodes: { ...someOwnCodes, reportsUse: "file" } });
    const { codes } = await aPool(database.db, offer, 1);
    await fetch(await give(offer, 1));
    deps.clock.set(new Date(offer.validity.until.getTime() + 86_400_000));
    await expirePasses(deps);
    const uses = codes.map((code) => ({ code, usedAt: "2027-02-03" }));
    const report = { actor: providerOf(offer), offerId: offer.id, uses };
    expect(await reportUses(deps, report)).to.deep.equal(["counted"]);
    expect(await reportUses(deps, report)).to.deep.equal(["known"]);
    expect(await stockOf(offer)).to.deep.equal({ used: 1 });
    const moments = await database
      .db("redemptions")
      .where({ offer_id: offer.id })
      .pluck("scanned_at");
    expect(moments).to.deep.equal([new Date("2027-02-03T12:00:00+01:00")]);
  });

  it("a refund for shown codes claims each once in the month it was shown, also of a revoked and an anonymised ticket, and nothing for its use", async () => {
    const terms = { refundPerAdmissionOre: 9_000, refundPer: "code" } as const;
    const offer = await codedOffer({ ...terms, ownCodes: { ...someOwnCodes, reportsUse: "file" } });
    const { codes } = await aPool(database.db, offer, 4);
    const [used = "", revoked = "", later = ""] = await give(offer, 4);
    await fetch([used, revoked]);
    await fetch([used]);
    const february = new Date("2027-02-01T00:30:00+01:00");
    await database.db.transaction((trx) => markFetched(trx, [later], february));
    const deps = testDeps(database.db, { now: new Date("2027-02-03T12:00:00Z") });
    await revokePass(deps, { actor: nav, serialNumber: revoked, reason: "Moved away" });
    const report = { actor: providerOf(offer), offerId: offer.id };
    const uses = codes.map((code) => ({ code, usedAt: "2027-02-02" }));
    expect(await reportUses(deps, { ...report, uses })).to.include.members(["counted"]);
    const claimed = async () => {
      const lines = await Promise.all(
        ["2027-01", "2027-02"].map((month) =>
          listSettlements(deps, { actor: providerOf(offer), month }),
        ),
      );
      return lines.map(({ items: [line] }) => [line?.codesShown, line?.uses, line?.refundOre]);
    };
    const owed = [
      [2, 0, 18_000],
      [1, 2, 9_000],
    ];
    expect(await claimed()).to.deep.equal(owed);
    await database.db.raw("select anonymise_passes(?::text[], now())", [[used, revoked]]);
    expect(await claimed()).to.deep.equal(owed);
    await database.db("offers").where({ id: offer.id }).update({ refund_cap_ore: 20_000 });
    expect((await claimed()).map(([, , ore]) => ore)).to.deep.equal([18_000, 2_000]);
  });

  it("the database lets no revealed code become free again", async () => {
    const offer = await codedOffer();
    await aPool(database.db, offer, 1);
    await fetch(await give(offer, 1));
    const freed = database
      .db("provider_codes")
      .where({ offer_id: offer.id })
      .update({ state: "free", serial_number: null });
    const error = await freed.then(
      () => undefined,
      (refused: unknown) => refused,
    );
    expect(error).to.have.property("constraint", "legal_code_state");
  });
});
