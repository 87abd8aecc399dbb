import { expect } from "chai";
import { cancelOffer } from "../../../src/actions/offers/cancel-offer.ts";
import { closeOffer } from "../../../src/actions/offers/close-offer.ts";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { prepareMessages } from "../../../src/actions/recipients/prepare-messages.ts";
import { sweepOwedWork } from "../../../src/actions/operations/sweep-owed-work.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { findOffer } from "../../../src/db/offers/offers.ts";
import { findPass } from "../../../src/db/passes/passes.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { anOffer, aPass, aRecipient, type BuiltRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

describe("cancelling an offer", () => {
  const database = useDatabase();
  let deps: TestDeps;
  let offer: Offer;
  let recipient: BuiltRecipient;

  beforeEach(async () => {
    deps = testDeps(database.db);
    offer = await anOffer(database.db, { title: { nb: "Konsert", en: "Concert" } });
    recipient = await aRecipient(database.db);
  });

  const actor = (): Actor => ({ role: "provider", id: "key", providerId: offer.providerId });
  const cancel = () => cancelOffer(deps, { actor: actor(), offerId: offer.id });
  const told = async ({ id } = recipient) => {
    deps.sent.length = 0;
    await notifyRecipient(deps, { recipientId: id });
    return deps.sent.map(({ text }) => text);
  };
  const notified = () =>
    deps.enqueued.flatMap(({ name, payload }) => (name === "notify-recipient" ? [payload] : []));

  it("cancelling an offer closes it, revokes what is out and returns the quota of what was never used", async () => {
    const { serialNumber } = await aPass(database.db, { offer });
    const used = await aPass(database.db, {
      offer: { ...offer, uses: 10 },
      usesLeft: 4,
    });
    const cancelled = await cancel();
    expect(cancelled).to.deep.include({ state: "closed", cancelledAt: deps.clock.now() });
    for (const one of [serialNumber, used.serialNumber]) {
      expect((await findPass(database.db, one))?.state).to.equal("revoked");
    }
    expect((await findOffer(database.db, offer.id))?.allocated).to.equal(1);
  });

  it("cancelling an offer tells those who were told of their ticket, in their language and once", async () => {
    recipient = await aRecipient(database.db, { language: "en" });
    await aPass(database.db, { offer, recipientId: recipient.id });
    await aPass(database.db, { offer, recipientId: recipient.id });
    expect(await told()).to.have.length(1);
    await cancel();
    expect(notified()).to.deep.equal([{ recipientId: recipient.id }]);
    expect(await told()).to.deep.equal(["Cancelled: Concert. Your ticket is no longer valid."]);
    expect(await told()).to.deep.equal([]);
  });

  it("cancelling an offer tells those who fetched theirs", async () => {
    await aPass(database.db, { offer, recipientId: recipient.id, fetchedAt: deps.clock.now() });
    await cancel();
    expect(await told()).to.deep.equal(["Avlyst: Konsert. Billetten din gjelder ikke lenger."]);
  });

  it("cancelling an offer tells nobody who never knew, and takes back what was about to be told", async () => {
    const { serialNumber } = await aPass(database.db, { offer, recipientId: recipient.id });
    const [message] = await database
      .db("messages")
      .insert({ recipient_id: recipient.id, channel: "sms" })
      .returning<{ id: string }[]>("id");
    await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .update({ message_id: message?.id });
    await cancel();
    expect(notified()).to.deep.equal([]);
    deps.clock.set(new Date(deps.clock.now().getTime() + 24 * 60 * 60_000));
    expect(await told()).to.deep.equal([]);
  });

  it("cancelling an offer while its announcement is on its way tells of both", async () => {
    await aPass(database.db, { offer, recipientId: recipient.id });
    const send: TestDeps["messages"]["send"] = async (message) => {
      await cancel();
      return deps.messages.send(message);
    };
    await notifyRecipient({ ...deps, messages: { send } }, { recipientId: recipient.id });
    expect(await told()).to.deep.equal(["Avlyst: Konsert. Billetten din gjelder ikke lenger."]);
  });

  for (const [who, state, times] of [
    ["nobody where the gateway refused the copy, too", "failed", 0],
    ["the second guardian who was sent the copy", "sent", 1],
  ] as const) {
    it(`cancelling an offer whose announcement the gateway refused tells ${who}`, async () => {
      await aPass(database.db, { offer, recipientId: recipient.id });
      await told();
      const [message] = await database
        .db("messages")
        .where({ recipient_id: recipient.id })
        .update({ state: "failed", refused: true })
        .returning<{ id: string }[]>("id");
      await database.db("messages").insert({
        ...{ recipient_id: recipient.id, channel: "sms", guardian: 2, copy_of: message?.id },
        ...{ state, refused: state === "failed", attempts: 1 },
      });
      await cancel();
      expect(notified()).to.have.length(times);
    });
  }

  /** Cancels while a worker has prepared the announcement that waited, and not committed. */
  const cancelWhilePreparing = async (db: Pool) => {
    const { serialNumber } = await aPass(database.db, { offer, recipientId: recipient.id });
    const insertion = database
      .db("messages")
      .insert({ recipient_id: recipient.id, channel: "sms" });
    const [message] = await insertion.returning<{ id: string }[]>("id");
    const ticket = database.db("passes").where({ serial_number: serialNumber });
    await ticket.update({ message_id: message?.id });
    const worker = await database.db.transaction();
    const due = { recipientId: recipient.id, at: deps.clock.now() };
    expect(await prepareMessages(worker, deps, due)).to.have.length(1);
    await cancelOffer({ ...deps, db }, { actor: actor(), offerId: offer.id });
    await worker.commit();
    return notified().length;
  };

  it("cancelling an offer tells those whose announcement a worker has just taken", async () => {
    expect(await cancelWhilePreparing(database.db)).to.equal(1);
  });

  it("(negative control) tells them nothing when the untried messages are not locked", async () => {
    const unlocked = connectWithoutLocks(database.url);
    try {
      expect(await cancelWhilePreparing(unlocked)).to.equal(0);
    } finally {
      await unlocked.destroy();
    }
  });

  for (const delivery of ["print", "none"] as const) {
    it(`cancelling an offer sends no message where delivery is ${delivery}`, async () => {
      recipient = await aRecipient(database.db, { delivery, protectedAddress: true });
      await aPass(database.db, { offer, recipientId: recipient.id, fetchedAt: deps.clock.now() });
      await cancel();
      expect(await told()).to.deep.equal([]);
    });
  }

  it("owes the message until it has left, also by another way when that was changed", async () => {
    await aPass(database.db, { offer, recipientId: recipient.id, fetchedAt: deps.clock.now() });
    await cancel();
    deps.enqueued.length = 0;
    await sweepOwedWork(deps);
    expect(notified()).to.deep.include({ recipientId: recipient.id });
    await updateRecipient(deps, {
      actor: { role: "nav", id: "nora", municipalities: [recipient.municipality] },
      reference: recipient.reference,
      delivery: "email",
      email: "ung@example.no",
    });
    expect(await told()).to.have.length(1);
    expect(deps.sent[0]).to.include({ channel: "email", subject: "Avlyst: Konsert" });
  });

  it("cancelling an offer is possible for what is paused or closed, and once", async () => {
    await closeOffer(deps, { actor: actor(), offerId: offer.id });
    const { serialNumber } = await aPass(database.db, { offer });
    await cancel();
    expect((await findPass(database.db, serialNumber))?.state).to.equal("revoked");
    expect((await refusalOf(cancel())).code).to.equal("illegal_state");
  });

  for (const state of ["draft", "submitted", "returned"] as const) {
    it(`illegal_state for an offer that is ${state}`, async () => {
      offer = await anOffer(database.db, { state });
      expect((await refusalOf(cancel())).code).to.equal("illegal_state");
    });
  }

  it("not_found for another provider's", async () => {
    const other = await anOffer(database.db);
    const foreign = cancelOffer(deps, { actor: actor(), offerId: other.id });
    expect((await refusalOf(foreign)).code).to.equal("not_found");
    expect((await findOffer(database.db, other.id))?.state).to.equal("open");
  });
});
