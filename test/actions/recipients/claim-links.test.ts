import { createHash, randomUUID } from "node:crypto";
import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { findClaimLinkByCode } from "../../../src/actions/recipients/find-claim-link-by-code.ts";
import { getClaimedTickets } from "../../../src/actions/access/get-claimed-tickets.ts";
import { ensureClaimLink } from "../../../src/db/recipients/claim-links.ts";
import { reseal } from "../../../src/actions/operations/reseal.ts";
import { formatClaimCode } from "../../../src/domain/recipients/claim-code.ts";
import { KeyRing } from "../../../src/key-ring.ts";
import { anOffer, aPass, aProvider, aRecipient, testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const tokenOf = (url: string) => url.split("/t/")[1] ?? "";

describe("a claim link", () => {
  const database = useDatabase();
  let deps: TestDeps;

  before(() => {
    deps = testDeps(database.db);
  });

  it("a claim link opens the recipient's tickets: live ones by nearest end, then ended ones", async () => {
    const { db } = database;
    const { id: recipientId, reference } = await aRecipient(db, { language: "nn" });
    const until = (day: string) => ({
      validity: { from: new Date("2026-10-01T00:00:00Z"), until: new Date(`${day}T00:00:00Z`) },
    });
    const late = await aPass(db, { recipientId, offer: await anOffer(db, until("2027-06-01")) });
    const soon = await aPass(db, { recipientId, offer: await anOffer(db, until("2027-02-01")) });
    const used = await aPass(db, {
      recipientId,
      state: "used",
      offer: await anOffer(db, until("2027-01-20")),
    });
    await aPass(db);
    const { url } = await renewClaimLink(deps, { actor, reference });
    const opened = await getClaimedTickets(deps, { token: tokenOf(url) });
    expect(opened).to.include({ holderId: recipientId, language: "nn" });
    expect(opened?.tickets.map(({ serialNumber }) => serialNumber)).to.deep.equal(
      [soon, late, used].map(({ serialNumber }) => serialNumber),
    );
  });

  it("a claim link shows all that a page needs, and nothing of where the ticket comes from", async () => {
    const { db } = database;
    const provider = await aProvider(db, { name: "Storstuggu" });
    const offer = await anOffer(db, {
      providerId: provider.id,
      title: { nb: "Konsert" },
      companions: 1,
      uses: 3,
      event: {
        doors: new Date("2027-02-01T18:00:00Z"),
        start: new Date("2027-02-01T19:00:00Z"),
        end: new Date("2027-02-01T21:00:00Z"),
      },
      place: { name: "Storstuggu", address: "Osloveien 1" },
    });
    const { id: recipientId, reference } = await aRecipient(db);
    const { serialNumber } = await aPass(db, { recipientId, offer, usesLeft: 2 });
    const { url } = await renewClaimLink(deps, { actor, reference });
    const [ticket] = (await getClaimedTickets(deps, { token: tokenOf(url) }))?.tickets ?? [];
    const stored = await db("passes").where({ serial_number: serialNumber }).first<{
      ticket_number: string;
    }>("ticket_number");
    expect(ticket).to.deep.equal({
      holderId: recipientId,
      serialNumber,
      ticketNumber: stored.ticket_number,
      offerId: offer.id,
      state: "active",
      title: { nb: "Konsert" },
      category: "ski",
      provider: "Storstuggu",
      validity: offer.validity,
      event: offer.event,
      place: offer.place,
      uses: 3,
      usesLeft: 2,
      partsLeft: null,
      admits: 2,
      endedAt: null,
      fetchedAt: null,
      lastsUntil: null,
      claimUntil: null,
      returnAt: null,
      style: "coupon",
      notes: [],
      movedAt: null,
      movedFrom: {},
      colors: { background: "#123b5d", foreground: "#ffffff", label: "#cfe3f3" },
    });
  });

  it("a claim link opens nothing for a token that never was", async () => {
    expect(await getClaimedTickets(deps, { token: "A".repeat(43) })).to.equal(undefined);
    expect(await getClaimedTickets(deps, { token: "" })).to.equal(undefined);
  });

  it("a claim link is opened by its code, however it is typed", async () => {
    const { reference } = await aRecipient(database.db);
    const { url, code } = await renewClaimLink(deps, { actor, reference });
    expect(code).to.match(/^.{4}-.{4}-.{4}$/);
    expect(await findClaimLinkByCode(deps, { code })).to.equal(url);
    const typed = code.toLowerCase().replaceAll("-", " ");
    expect(await findClaimLinkByCode(deps, { code: typed })).to.equal(url);
    expect(await findClaimLinkByCode(deps, { code: "0000-0000-0000" })).to.equal(undefined);
    expect(await findClaimLinkByCode(deps, { code: "nonsense" })).to.equal(undefined);
  });

  it("a claim link stops working, with its code, when a new one is made", async () => {
    const { reference } = await aRecipient(database.db);
    const old = await renewClaimLink(deps, { actor, reference });
    const renewed = await renewClaimLink(deps, { actor, reference });
    expect(await getClaimedTickets(deps, { token: tokenOf(old.url) })).to.equal(undefined);
    expect(await findClaimLinkByCode(deps, { code: old.code })).to.equal(undefined);
    expect(await getClaimedTickets(deps, { token: tokenOf(renewed.url) })).to.deep.include({
      tickets: [],
    });
  });

  it("a claim link can be shown again without being stored", async () => {
    const { id, reference } = await aRecipient(database.db);
    const { url, code } = await renewClaimLink(deps, { actor, reference });
    const again = await database.db.transaction((trx) => ensureClaimLink(trx, testKeyRing, id));
    expect(again).to.deep.equal({ token: tokenOf(url), code });
    const { rows } = await database.owner.raw<{ rows: { text: string }[] }>(
      "select row_to_json(claim_links)::text as text from claim_links where recipient_id = ?",
      [id],
    );
    expect(rows).to.have.length(1);
    expect(rows[0]?.text).not.to.contain(again.token);
    expect(rows[0]?.text).not.to.contain(code);
  });

  describe("across a rotation of keys", () => {
    const newKey = { id: "new", secret: Buffer.alloc(32, 9) };
    const rotated = () => new KeyRing([newKey, { id: "test", secret: Buffer.alloc(32, 7) }]);
    const show = (keyRing: KeyRing, id: string) =>
      database.db.transaction((trx) => ensureClaimLink(trx, keyRing, id));

    it("a claim link can be shown and found by its code, also once the old key has left the ring", async () => {
      const { id, reference } = await aRecipient(database.db);
      const { url, code } = await renewClaimLink(deps, { actor, reference });
      const both = rotated();
      expect(await findClaimLinkByCode({ ...deps, keyRing: both }, { code })).to.equal(url);
      expect((await show(both, id)).token).to.equal(tokenOf(url));
      await reseal({ db: database.db, keyRing: both });
      const newAlone = new KeyRing([newKey]);
      expect((await show(newAlone, id)).token).to.equal(tokenOf(url));
      expect(await findClaimLinkByCode({ ...deps, keyRing: newAlone }, { code })).to.equal(url);
      await reseal({ db: database.db, keyRing: backToTest() });
    });

    const backToTest = () => new KeyRing([{ id: "test", secret: Buffer.alloc(32, 7) }, newKey]);

    it("a claim link is never replaced by a process that does not hold its key: 503", async () => {
      const { id, reference } = await aRecipient(database.db);
      const { url } = await renewClaimLink({ ...deps, keyRing: rotated() }, { actor, reference });
      const refusal = await refusalOf(show(testKeyRing, id));
      expect(refusal.code).to.equal("unavailable");
      expect(await getClaimedTickets(deps, { token: tokenOf(url) })).to.include({
        holderId: id,
      });
    });

    it("a claim link of before secrets were stored is derived from its key, and kept when all is encrypted anew", async () => {
      const { id } = await aRecipient(database.db);
      const linkId = randomUUID();
      const token = testKeyRing.hmac("claim-token", `token ${linkId}`).toString("base64url");
      const code = formatClaimCode(testKeyRing.hmac("claim-token", `code ${linkId}`));
      await database.db("claim_links").insert({
        id: linkId,
        recipient_id: id,
        key_id: "test",
        token_hash: createHash("sha256").update(token).digest(),
        code_hash: testKeyRing.hmac("claim-token", `hash of ${code}`),
      });
      expect(await show(testKeyRing, id)).to.deep.equal({ token, code });
      await reseal(deps);
      expect(await show(testKeyRing, id)).to.deep.equal({ token, code });
      const url = `${deps.config.publicUrl}/t/${token}`;
      expect(await findClaimLinkByCode(deps, { code })).to.equal(url);
      const stored = await database.db("claim_links").where({ id: linkId }).first<object>();
      expect(stored).to.have.property("secrets_sealed").that.is.instanceOf(Buffer);
    });
  });

  it("a claim link is not made for an unknown reference", async () => {
    const refusal = await refusalOf(renewClaimLink(deps, { actor, reference: "ukjent" }));
    expect(refusal.code).to.equal("not_found");
  });

  const renewTenfold = async (within: TestDeps) => {
    const { id, reference } = await aRecipient(database.db);
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, () => renewClaimLink(within, { actor, reference })),
    );
    const active = await database.db("claim_links").where({ recipient_id: id, revoked_at: null });
    return {
      failed: all.filter(({ status }) => status === "rejected").length,
      active: active.length,
    };
  };

  it("a claim link is the only one after ten officers renew it at the same moment", async () => {
    expect(await renewTenfold(deps)).to.deep.equal({ failed: 0, active: 1 });
  });

  it("(negative control) runs into the database's own guard when the recipient is not locked", async () => {
    const unlocked = connectWithoutLocks(database.url);
    try {
      let failed = 0;
      for (let round = 0; round < 20 && failed === 0; round++) {
        failed = (await renewTenfold({ ...deps, db: unlocked })).failed;
      }
      expect(failed).to.be.greaterThan(0);
    } finally {
      await unlocked.destroy();
    }
  });

  const yearAndDay = 366 * 86_400_000;

  /** A link with its recipient, made so long before the clock. */
  async function anOldLink(age = yearAndDay) {
    const { id, reference } = await aRecipient(database.db);
    const token = tokenOf((await renewClaimLink(deps, { actor, reference })).url);
    await database
      .owner("claim_links")
      .where({ recipient_id: id })
      .update({ created_at: new Date(deps.clock.now().getTime() - age) });
    return { recipientId: id, token };
  }
  const opens = async ({ token }: { token: string }) =>
    (await getClaimedTickets(deps, { token })) !== undefined;

  it("a claim link ends a year after it was made, unless a ticket or an officer needs it still", async () => {
    const forgotten = await anOldLink();
    const recent = await anOldLink(yearAndDay - 2 * 86_400_000);
    const [holding, ended] = [await anOldLink(), await anOldLink()];
    await aPass(database.db, holding);
    await aPass(database.db, { ...ended, state: "revoked", endedAt: deps.clock.now() });
    await anonymiseEndedPasses(deps);
    expect(await Promise.all([forgotten, recent, holding, ended].map(opens))).to.deep.equal([
      false,
      true,
      true,
      true,
    ]);
  });

  it("a recipient whose claim link has ended gets a new one with the next tickets", async () => {
    const { recipientId, token } = await anOldLink();
    await anonymiseEndedPasses(deps);
    const offer = await anOffer(database.db);
    await allocate(deps, { actor, items: [{ recipientId, offerId: offer.id }] });
    const active = await database
      .db("claim_links")
      .where({ recipient_id: recipientId, revoked_at: null });
    expect(active).to.have.length(1);
    expect(await opens({ token })).to.equal(false);
  });

  /** Old links are ended while an allocation that relies on one is not committed. */
  async function endDuringAllocation(db: TestDeps["db"]) {
    const link = await anOldLink();
    const { serialNumber } = await aPass(database.db);
    await database.db.transaction(async (trx) => {
      await trx("passes")
        .where({ serial_number: serialNumber })
        .update({ recipient_id: link.recipientId });
      await anonymiseEndedPasses({ ...deps, db });
    });
    return opens(link);
  }

  it("a claim link does not end while an allocation that relies on it is under way", async () => {
    expect(await endDuringAllocation(database.db)).to.equal(true);
  });

  it("a claim link ends under an allocation when the recipient is not locked (negative control)", async () => {
    const unlocked = connectWithoutLocks(database.url);
    try {
      expect(await endDuringAllocation(unlocked)).to.equal(false);
    } finally {
      await unlocked.destroy();
    }
  });
});
