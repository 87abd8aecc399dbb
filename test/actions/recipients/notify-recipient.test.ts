import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { MessageRefused } from "../../../src/actions/message-refused.ts";
import { countFailedMessages } from "../../../src/actions/recipients/count-failed-messages.ts";
import { resendMessages } from "../../../src/actions/recipients/resend-messages.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import { recipientsToNotify } from "../../../src/db/operations/owed-work.ts";
import { createMessageSender } from "../../../src/jobs/message-sender.ts";
import { anOffer, aPass, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const minute = 60_000;
const later = (ms: number) => new Date(testNow.getTime() + ms);

describe("telling a recipient about tickets", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(() => {
    deps = testDeps(database.db);
  });

  const messages = (recipientId: string) =>
    database
      .db("messages")
      .where({ recipient_id: recipientId })
      .orderBy("created_at")
      .select<{ id: string; state: string; attempts: number; channel: string }[]>(
        "id",
        "state",
        "attempts",
        "channel",
      );

  const isOwed = async (recipientId: string) =>
    (await recipientsToNotify(database.db, deps.clock.now())).includes(recipientId);

  it("notify-recipient sends one message for all that is new, with the link that opens it", async () => {
    const { id: recipientId, reference } = await aRecipient(database.db, { phone: "+4740000001" });
    const { url } = await renewClaimLink(deps, { actor, reference });
    const offer = await anOffer(database.db, { title: { nb: "Kino" } });
    for (let i = 0; i < 3; i++) await aPass(database.db, { offer, recipientId });
    await notifyRecipient(deps, { recipientId });
    expect(deps.sent).to.have.length(1);
    const [message] = await messages(recipientId);
    expect(deps.sent[0]).to.deep.equal({
      id: message?.id,
      channel: "sms",
      to: "+4740000001",
      subject: "Billettene dine er klare",
      text: `Billettene dine er klare: 3 × Kino. De gjelder til og med 30. juni 2027, 1 gang hver. Hent dem her: ${url}`,
    });
    expect(message).to.include({ state: "sent", attempts: 1 });
    expect(await isOwed(recipientId)).to.equal(false);
  });

  it("notify-recipient sends nothing the second time, and only what is new the third", async () => {
    const { recipientId } = await aPass(database.db);
    await notifyRecipient(deps, { recipientId });
    await notifyRecipient(deps, { recipientId });
    expect(deps.sent).to.have.length(1);
    await aPass(database.db, {
      recipientId,
      offer: await anOffer(database.db, { title: { nb: "Kino" } }),
    });
    await notifyRecipient(deps, { recipientId });
    expect(deps.sent).to.have.length(2);
    expect(deps.sent[1]?.text).to.contain("Kino").and.not.to.contain("Dagskort");
  });

  it("notify-recipient says nothing of a ticket that is not issued yet or has ended", async () => {
    const { recipientId } = await aPass(database.db, { state: "pending" });
    await aPass(database.db, { recipientId, state: "revoked" });
    await notifyRecipient(deps, { recipientId });
    expect(deps.sent).to.deep.equal([]);
    expect(await messages(recipientId)).to.deep.equal([]);
  });

  const notifyEightfold = async (within: TestDeps) => {
    const { recipientId } = await aPass(database.db);
    const before = deps.sent.length;
    await Promise.all(Array.from({ length: 8 }, () => notifyRecipient(within, { recipientId })));
    return deps.sent.length - before;
  };

  it("notify-recipient sends one message when eight workers get the job at the same moment", async () => {
    for (let round = 0; round < 10; round++) expect(await notifyEightfold(deps)).to.equal(1);
  });

  it("(negative control) sends several when the tickets are not locked", async () => {
    const unlocked = connectWithoutLocks(database.url);
    try {
      let most = 0;
      for (let round = 0; round < 20 && most < 2; round++) {
        most = Math.max(most, await notifyEightfold({ ...deps, db: unlocked }));
      }
      expect(most).to.be.greaterThan(1);
    } finally {
      await unlocked.destroy();
    }
  });

  it("notify-recipient tries a refused message again with the same id, later and later, and gives up in the end", async () => {
    const { recipientId } = await aPass(database.db);
    const tried: string[] = [];
    const failing = {
      ...deps,
      messages: {
        send: ({ id }: { id: string }) => {
          tried.push(id);
          return Promise.reject(new MessageRefused("no such number"));
        },
      },
    };
    await notifyRecipient(failing, { recipientId });
    await notifyRecipient(failing, { recipientId });
    expect(tried).to.have.length(1);
    expect(await isOwed(recipientId)).to.equal(false);
    deps.clock.set(later(15_000));
    expect(await isOwed(recipientId)).to.equal(true);
    for (let hours = 1; hours < 40; hours++) {
      deps.clock.set(later(hours * 60 * minute));
      await notifyRecipient(failing, { recipientId });
    }
    expect(tried).to.have.length(8);
    expect(new Set(tried).size).to.equal(1);
    expect(await messages(recipientId)).to.deep.equal([
      { id: tried[0], state: "failed", attempts: 8, channel: "sms" },
    ]);
    expect(await isOwed(recipientId)).to.equal(false);
  });

  /** Hour by hour, until the message counts as given up. */
  const giveUp = async (recipientId: string, error: Error) => {
    const failing = { ...deps, messages: { send: () => Promise.reject(error) } };
    for (let hours = 0; hours <= 17; hours++) {
      deps.clock.set(later(hours * 60 * minute));
      await notifyRecipient(failing, { recipientId });
    }
    expect(await messages(recipientId)).to.have.nested.property("[0].state", "failed");
  };

  it("notify-recipient goes on every six hours with a message that was given up while the gateway was away", async () => {
    const { recipientId } = await aPass(database.db);
    await giveUp(recipientId, new Error("no coverage"));
    deps.clock.set(later(22 * 60 * minute));
    expect(await isOwed(recipientId)).to.equal(false);
    deps.clock.set(later(23 * 60 * minute));
    expect(await isOwed(recipientId)).to.equal(true);
    await notifyRecipient(deps, { recipientId });
    expect(await messages(recipientId)).to.have.nested.property("[0].state", "sent");
    expect(await countFailedMessages(deps, { actor, recipientId })).to.equal(0);
  });

  it("what was given up while the gateway was away is owed as soon as another message goes through, and what was refused is not", async () => {
    const [away, refused, other] = await Promise.all([1, 2, 3].map(() => aPass(database.db)));
    const idOf = (pass = away) => pass?.recipientId ?? "";
    await giveUp(idOf(away), new Error("no coverage"));
    await giveUp(idOf(refused), new MessageRefused("no such number"));
    deps.clock.set(later(17.5 * 60 * minute));
    await notifyRecipient(deps, { recipientId: idOf(other) });
    expect(await isOwed(idOf(away)), "tried within the hour").to.equal(false);
    deps.clock.set(later(19 * 60 * minute));
    await notifyRecipient(deps, { recipientId: (await aPass(database.db)).recipientId });
    expect(await isOwed(idOf(away))).to.equal(true);
    expect(await isOwed(idOf(refused))).to.equal(false);
  });

  it("a message that was given up can be sent again by its municipality's officer, and by no other", async () => {
    const { recipientId } = await aPass(database.db);
    await giveUp(recipientId, new MessageRefused("no such number"));
    const stranger: Actor = { ...actor, municipalities: ["5026"] };
    expect(await countFailedMessages(deps, { actor: stranger })).to.equal(0);
    await resendMessages(deps, { actor: stranger });
    expect(await isOwed(recipientId)).to.equal(false);
    await resendMessages(deps, { actor, recipientId });
    expect(deps.enqueued).to.deep.include({ name: "notify-recipient", payload: { recipientId } });
    const [message] = await messages(recipientId);
    expect(message).to.include({ state: "owed", attempts: 0 });
  });

  it("notify-recipient keeps a message, however long, until there is a way for its kind", async () => {
    const { recipientId } = await aPass(database.db);
    const { brandName, publicUrl } = deps.config;
    const production = { environment: "production", brandName, publicUrl } as const;
    const unset = { ...deps, messages: createMessageSender(production, deps.logger) };
    for (let hours = 0; hours < 100; hours += 1) {
      deps.clock.set(later(hours * 60 * minute));
      await notifyRecipient(unset, { recipientId });
    }
    const before = deps.sent.length;
    deps.clock.set(later(110 * 60 * minute));
    expect(await isOwed(recipientId)).to.equal(true);
    await notifyRecipient(deps, { recipientId });
    expect(deps.sent.length - before).to.equal(1);
    expect(await messages(recipientId)).to.have.nested.property("[0].state", "sent");
  });

  it("notify-recipient sends again, with the same id, what a killed worker may not have sent", async () => {
    const { recipientId } = await aPass(database.db);
    const killed = { ...deps, messages: { send: () => new Promise<never>(() => undefined) } };
    void notifyRecipient(killed, { recipientId });
    let owed = await messages(recipientId);
    while (owed.length === 0) owed = await messages(recipientId);
    deps.clock.set(later(minute));
    await notifyRecipient(deps, { recipientId });
    expect(deps.sent.map(({ id }) => id)).to.deep.equal([owed[0]?.id]);
  });

  it("notify-recipient forgets a message whose tickets ended before it could be sent", async () => {
    const { recipientId, serialNumber } = await aPass(database.db);
    const failing = { ...deps, messages: { send: () => Promise.reject(new Error("no coverage")) } };
    await notifyRecipient(failing, { recipientId });
    await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .update({ state: "revoked", ended_at: testNow });
    deps.clock.set(later(minute));
    await notifyRecipient(deps, { recipientId });
    expect(deps.sent).to.deep.equal([]);
    expect(await messages(recipientId)).to.deep.equal([]);
  });

  for (const delivery of ["print", "none"] as const) {
    it(`notify-recipient sends nothing to who chose ${delivery}, and nothing is owed`, async () => {
      const { id: recipientId } = await aRecipient(database.db, { delivery });
      await aPass(database.db, { recipientId });
      expect(await isOwed(recipientId)).to.equal(false);
      await notifyRecipient(deps, { recipientId });
      expect(deps.sent).to.deep.equal([]);
    });
  }

  it("notify-recipient sends nothing more once the address is protected, an unsent message included", async () => {
    const { id: recipientId, reference } = await aRecipient(database.db);
    await aPass(database.db, { recipientId });
    const failing = { ...deps, messages: { send: () => Promise.reject(new Error("no coverage")) } };
    await notifyRecipient(failing, { recipientId });
    const recipient = { reference, birthYear: 2015, municipality: "5025", language: "nb" } as const;
    await upsertRecipient(deps, { ...recipient, actor, delivery: "print", protectedAddress: true });
    deps.clock.set(later(60 * minute));
    await notifyRecipient(deps, { recipientId });
    expect(deps.sent).to.deep.equal([]);
    expect(await messages(recipientId)).to.deep.equal([]);
    expect(await isOwed(recipientId)).to.equal(false);
  });

  it("notify-recipient goes to where the recipient is reached now, though the message was made before", async () => {
    const { id: recipientId, reference } = await aRecipient(database.db);
    await aPass(database.db, { recipientId });
    const failing = { ...deps, messages: { send: () => Promise.reject(new Error("no coverage")) } };
    await notifyRecipient(failing, { recipientId });
    const recipient = { reference, birthYear: 2015, municipality: "5025", language: "en" } as const;
    await upsertRecipient(deps, {
      ...recipient,
      actor,
      delivery: "email",
      email: "kari@example.no",
    });
    await notifyRecipient(deps, { recipientId });
    expect(deps.sent).to.have.length(1);
    expect(deps.sent[0]).to.include({
      channel: "email",
      to: "kari@example.no",
      subject: "Your ticket is ready",
    });
  });

  it("notify-recipient does nothing for a recipient who was removed", async () => {
    await notifyRecipient(deps, { recipientId: "00000000-0000-4000-8000-000000000000" });
    expect(deps.sent).to.deep.equal([]);
  });
});
