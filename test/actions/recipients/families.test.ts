import { createHash } from "node:crypto";
import { expect } from "chai";
import { getClaimedTickets } from "../../../src/actions/access/get-claimed-tickets.ts";
import { exportOwnData } from "../../../src/actions/recipients/export-own-data.ts";
import { importTable, previewImport } from "../../../src/actions/recipients/import-table.ts";
import { getClaimLink } from "../../../src/actions/recipients/get-claim-link.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { removeIdleRecipients } from "../../../src/actions/recipients/remove-idle-recipients.ts";
import { remindUnfetched } from "../../../src/actions/recipients/remind-unfetched.ts";
import { removeRecipient } from "../../../src/actions/recipients/remove-recipient.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { repeatMessage } from "../../../src/actions/recipients/repeat-message.ts";
import { resendMessages } from "../../../src/actions/recipients/resend-messages.ts";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import { countFailedMessages } from "../../../src/db/recipients/failed-messages.ts";
import { recipientMessages } from "../../../src/db/recipients/recipient-messages.ts";
import { runBehindWall } from "../../../src/db/wall.ts";
import { dayInOslo } from "../../../src/domain/period.ts";
import type { RecipientInput } from "../../../src/domain/recipients/recipient-input.ts";
import type { Recipient } from "../../../src/domain/recipients/recipient.ts";
import { KeyRing } from "../../../src/key-ring.ts";
import { anOffer, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import {
  aChild,
  allocateTo,
  father,
  issueAndTell,
  mother,
  nora,
  tellAll,
  tokenIn,
} from "../../support/families.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";
import { waitForLock } from "../../support/wait-for-lock.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

let households = 0;
const aHousehold = () => `HUS-${(households += 1)}`;

describe("a family's messages and claim links", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(() => {
    deps = testDeps(database.db);
  });

  const anOfferId = async () =>
    (await anOffer(database.db, { municipalities: ["5025", "5026"] })).id;
  const opened = async (token: string) => {
    const claim = await getClaimedTickets(deps, { token });
    return claim && new Set(claim.tickets.map(({ holderId }) => holderId));
  };
  const change = (recipientId: string, members: object) =>
    updateRecipient(deps, { actor: nora, recipientId, ...members });

  /** Takes the recipient's tickets away, and lets its retention alone be over. */
  async function leaveIdle(id: string): Promise<void> {
    await database.db("passes").where({ recipient_id: id }).update({ recipient_id: null });
    await database.owner("municipalities").update({ recipient_retention_days: 30 });
    await database.owner("recipients").update({ in_use_on: dayInOslo(testNow) });
    await database.owner("recipients").where({ id }).update({ in_use_on: "2020-01-01" });
  }

  /** Siblings with a ticket each of one offer, announced; and the tokens by phone number. */
  async function toldFamily(...members: Partial<RecipientInput>[]) {
    const household = aHousehold();
    const children: Recipient[] = [];
    for (const each of members) children.push(await aChild(deps, household, each));
    const offerId = await anOfferId();
    await allocateTo(deps, children, [offerId]);
    await issueAndTell(deps, offerId);
    const sent = deps.sent.splice(0);
    const tokenOf = (to: string) => tokenIn(sent.find((each) => each.to === to)?.text ?? "");
    return { children, ids: children.map(({ id }) => id), sent, tokenOf };
  }

  it("siblings at one phone get one message of one allocation, with one link that shows each by its label", async () => {
    const { ids, sent, tokenOf } = await toldFamily({ label: "Eldst" }, { label: "Yngst" });
    expect(sent).to.have.length(1);
    expect(sent[0]?.text.match(/\/t\//g)).to.have.length(1);
    const claim = await getClaimedTickets(deps, { token: tokenOf(mother) });
    expect(claim?.children.map(({ id, label }) => [id, label])).to.deep.equal([
      [ids[0], "Eldst"],
      [ids[1], "Yngst"],
    ]);
    expect(claim?.tickets.map(({ holderId }) => holderId)).to.deep.equal(ids);
  });

  it("an allocation of several offers is told by one message, once the last ticket is issued", async () => {
    const household = aHousehold();
    const children = [await aChild(deps, household), await aChild(deps, household)];
    const [first, second] = [await anOfferId(), await anOfferId()];
    await allocateTo(deps, children, [first, second]);
    await issueAndTell(deps, first);
    expect(deps.sent).to.deep.equal([]);
    await issueAndTell(deps, second);
    expect(deps.sent).to.have.length(1);
  });

  it("siblings' jobs that run at the same moment send one message", async () => {
    const household = aHousehold();
    const children = [await aChild(deps, household), await aChild(deps, household)];
    const offerId = await anOfferId();
    await allocateTo(deps, children, [offerId]);
    await issueAndTell(
      { ...deps, messages: { send: () => Promise.reject(new Error("away")) } },
      offerId,
    );
    deps.clock.set(new Date(deps.clock.now().getTime() + 60_000));
    await Promise.all(children.map(({ id }) => notifyRecipient(deps, { recipientId: id })));
    expect(deps.sent).to.have.length(1);
  });

  it("a link that is sent again for two siblings is one message", async () => {
    const { ids } = await toldFamily({}, {});
    for (const recipientId of ids) await repeatMessage(deps, { actor: nora, recipientId });
    await tellAll(deps);
    expect(deps.sent).to.have.length(1);
    expect(await opened(tokenIn(deps.sent[0]?.text ?? ""))).to.deep.equal(new Set(ids));
  });

  it("a second guardian is sent the link again for its own child alone", async () => {
    const { ids } = await toldFamily({}, { secondPhone: father });
    const repeated = async (...recipientIds: (string | undefined)[]) => {
      for (const recipientId of recipientIds) {
        await repeatMessage(deps, { actor: nora, recipientId: recipientId ?? "" });
      }
      await tellAll(deps);
      deps.clock.set(new Date(deps.clock.now().getTime() + 120_000));
      return deps.sent.splice(0).map(({ to }) => to);
    };
    expect(await repeated(ids[0])).to.deep.equal([mother]);
    expect(await repeated(ids[1])).to.deep.equal([mother, father]);
    expect(await repeated(ids[0], ids[1])).to.deep.equal([mother, father]);
  });

  const strangers: Record<string, () => Promise<Recipient>> = {
    "of another household": () => aChild(deps, aHousehold()),
    "without a household": () => aChild(deps, undefined),
    "of another municipality": () => aChild(deps, "HUS-SHARED", { municipality: "5026" }),
    "at another phone": () => aChild(deps, "HUS-SHARED", { phone: father }),
    "on paper": () => aChild(deps, "HUS-SHARED", { delivery: "print" }),
    "with a protected address": () =>
      aChild(deps, "HUS-SHARED", { delivery: "print", protectedAddress: true }),
  };
  for (const [whose, stranger] of Object.entries(strangers)) {
    it(`a guardian's link shows no child ${whose}, and that child's no other`, async () => {
      const { id } = await aChild(deps, "HUS-SHARED", {
        phone: `+4741234${600 + (households += 1)}`,
      });
      await change(id, { phone: mother });
      const other = await stranger();
      const { householdId } = await change(id, {});
      if (whose === "of another municipality") {
        await database
          .db("recipients")
          .where({ id: other.id })
          .update({ household_id: householdId });
      }
      const offerId = await anOfferId();
      const children = [await change(id, {}), other];
      await allocateTo(deps, children, [offerId]);
      await issueAndTell(deps, offerId);
      for (const child of children) {
        const { url } = await renewClaimLink(deps, { actor: nora, recipientId: child.id });
        expect(await opened(tokenIn(url))).to.deep.equal(new Set([child.id]));
      }
      await change(id, { household: null });
      for (const child of children)
        await removeRecipient(deps, { actor: nora, recipientId: child.id });
    });
  }

  const paper = { delivery: "print", phone: undefined } as const;
  const reached = { delivery: "sms", phone: mother } as const;
  const told: [from: string, before: Partial<RecipientInput>, then: object][] = [
    ["on paper", paper, reached],
    ["on paper, with a phone", { delivery: "print" }, { delivery: "sms" }],
    ["given by hand", { ...paper, delivery: "none" }, reached],
    ["protected", { ...paper, protectedAddress: true }, { protectedAddress: false, ...reached }],
    ["protected, then on paper", { ...paper, protectedAddress: true }, { protectedAddress: false }],
    ["reached by e-mail", { delivery: "email", email: "en@familie.example" }, { delivery: "sms" }],
  ];
  for (const [from, before, then] of told) {
    it(`a link that was handed over for a child ${from} ends with what it was handed over for`, async () => {
      const household = aHousehold();
      const { id: recipientId } = await aChild(deps, household, before);
      await aChild(deps, household);
      const { url } = await renewClaimLink(deps, { actor: nora, recipientId });
      expect(await opened(tokenIn(url))).to.be.a("set");
      await change(recipientId, then);
      expect(await opened(tokenIn(url))).to.equal(undefined);
    });
  }

  it("no link is made for a second guardian whom no messages reach", async () => {
    const { id: recipientId } = await aChild(deps, aHousehold(), { phone: father });
    const refusal = await refusalOf(
      renewClaimLink(deps, { actor: nora, recipientId, guardian: 2 }),
    );
    expect(refusal).to.include({ code: "illegal_state" });
  });

  it("a link names no child by its reference, by a label of before families read it, or by a word that tells", async () => {
    const { children, ids, tokenOf } = await toldFamily({ label: "A" }, { label: "B" }, {});
    const [one = "", two = "", three = ""] = ids;
    await database.db("recipients").where({ id: one }).update({ label_shown: false });
    await change(two, { label: children[1]?.reference });
    const labels = async () =>
      (await getClaimedTickets(deps, { token: tokenOf(mother) }))?.children.map(
        ({ label }) => label,
      );
    expect(await labels()).to.deep.equal([undefined, undefined, undefined]);
    const refusal = await refusalOf(change(three, { label: "NAV-sak" }));
    expect(refusal.errors[0]).to.include({ path: "label", code: "revealing_text" });
    await change(one, { phone: mother, language: "nn" });
    expect(await labels()).to.deep.equal([undefined, undefined, undefined]);
    await change(one, { label: "Eldst" });
    expect(await labels()).to.deep.equal(["Eldst", undefined, undefined]);
  });

  const sentAgain: Record<string, (known: Recipient) => Promise<unknown>> = {
    "by a change": ({ id, label }) => change(id, { label, phone: mother }),
    "by its reference": ({ reference, label }) => aChild(deps, undefined, { reference, label }),
    "by an import": async ({ reference, label }) => {
      const asked = {
        ...{ actor: nora, municipality: "5025" },
        columns: { reference: 0, label: 1, birthYear: 2 },
        table: [
          ["referanse", "navn", "år"],
          [reference, label ?? "", "2015"],
        ],
      };
      const { revision } = await previewImport(deps, asked);
      await importTable(deps, { ...asked, revision });
    },
  };
  for (const [way, sendAgain] of Object.entries(sentAgain)) {
    it(`a label of before families read it is shown no sooner when it is sent again as it was, ${way}`, async () => {
      const { children, tokenOf } = await toldFamily({ label: "fosterhjem, B" }, {});
      const [child] = children as [Recipient];
      await database.db("recipients").where({ id: child.id }).update({ label_shown: false });
      await sendAgain(child);
      const claim = await getClaimedTickets(deps, { token: tokenOf(mother) });
      expect(claim?.children.map(({ label }) => label)).to.deep.equal([undefined, undefined]);
    });
  }

  it("a second guardian gets a message and a link of its own to the same ticket", async () => {
    const { ids, sent, tokenOf } = await toldFamily({ secondPhone: father });
    expect(sent.map(({ to }) => to)).to.have.members([mother, father]);
    expect(tokenOf(mother)).to.not.equal(tokenOf(father));
    for (const to of [mother, father]) {
      expect(await opened(tokenOf(to))).to.deep.equal(new Set(ids));
    }
    const [recipientId = ""] = ids;
    const shown = await getClaimLink(deps, { actor: nora, recipientId });
    expect(tokenIn(shown.claim?.url ?? "")).to.equal(tokenOf(mother));
    expect(tokenIn(shown.second?.url ?? "")).to.equal(tokenOf(father));
  });

  it("a second guardian's link is seen by no officer of another municipality, also without a condition", async () => {
    const { ids } = await toldFamily({ secondPhone: father });
    const seenFrom = (municipality: string) =>
      runBehindWall([municipality], () =>
        database.db("claim_links").where({ extra_recipient_id: ids[0] ?? "" }),
      );
    expect(await seenFrom("5025")).to.have.length(1);
    expect(await seenFrom("5026")).to.deep.equal([]);
  });

  it("a second guardian's link shows the siblings who live there alone", async () => {
    const { ids, tokenOf } = await toldFamily({ secondPhone: father }, {}, { secondPhone: father });
    expect(await opened(tokenOf(mother))).to.deep.equal(new Set(ids));
    expect(await opened(tokenOf(father))).to.deep.equal(new Set([ids[0], ids[2]]));
  });

  const partner = "+4741234563";
  const crossed: Record<string, [members: Partial<RecipientInput>[], shown: [string, number[]][]]> =
    {
      "parents of whom each is the first for one child": [
        [{ secondPhone: father }, { phone: father, secondPhone: mother }],
        [
          [mother, [0, 1]],
          [father, [0, 1]],
        ],
      ],
      "a father of half-siblings": [
        [{ secondPhone: father }, { phone: partner, secondPhone: father }],
        [
          [mother, [0]],
          [father, [0, 1]],
          [partner, [1]],
        ],
      ],
      "a parent who is the second for one child and the first for another": [
        [{ secondPhone: father }, { phone: father, secondPhone: partner }, { phone: partner }],
        [
          [mother, [0]],
          [father, [0, 1]],
          [partner, [1, 2]],
        ],
      ],
    };
  for (const [whose, [members, shown]] of Object.entries(crossed)) {
    it(`one message of an allocation goes to ${whose}, and one to each other contact`, async () => {
      const { ids, sent, tokenOf } = await toldFamily(...members);
      expect(sent.map(({ to }) => to)).to.have.members(shown.map(([to]) => to));
      for (const [to, children] of shown) {
        expect(await opened(tokenOf(to))).to.deep.equal(new Set(children.map((at) => ids[at])));
        const { text } = sent.find((each) => each.to === to) ?? { text: "" };
        expect(/(\d) × /.exec(text)?.[1] ?? "1").to.equal(String(children.length));
      }
      for (const recipientId of ids) await notifyRecipient(deps, { recipientId });
      expect(deps.sent).to.deep.equal([]);
    });

    it(`one reminder goes to ${whose}, and one to each other contact`, async () => {
      const { ids } = await toldFamily(...members);
      await database
        .db("messages")
        .whereIn("recipient_id", ids)
        .update({ sent_at: new Date(deps.clock.now().getTime() - 3 * 86_400_000) });
      const { offer_id: offerId } = await database
        .db("passes")
        .where({ recipient_id: ids[0] ?? "" })
        .first<{ offer_id: string }>();
      await remindUnfetched(deps, { actor: nora, offerId });
      await tellAll(deps);
      expect(deps.sent.map(({ to }) => to)).to.have.members(shown.map(([to]) => to));
    });
  }

  /** Siblings at one phone whose first message could not leave; and the one whose message it is. */
  async function untoldSiblings() {
    const household = aHousehold();
    const children = [await aChild(deps, household), await aChild(deps, household)];
    const offerId = await anOfferId();
    await allocateTo(deps, children, [offerId]);
    const away = { ...deps, messages: { send: () => Promise.reject(new Error("away")) } };
    await issueAndTell(away, offerId);
    const ids = children.map(({ id }) => id).sort();
    return { ids };
  }
  const tellLater = async (ids: string[]) => {
    await tellAll(deps);
    for (let minutes = 0; minutes < 3; minutes++) {
      deps.clock.set(new Date(deps.clock.now().getTime() + 60_000));
      for (const recipientId of ids) await notifyRecipient(deps, { recipientId });
    }
  };
  for (const [at, whose] of ["whose message it is", "of whom it tells, too"].entries()) {
    it(`each sibling is told once when a child leaves the household before the first message, the one ${whose}`, async () => {
      const { ids } = await untoldSiblings();
      await change(ids[at] ?? "", { household: null });
      await tellLater(ids);
      const shown = deps.sent.map(({ text }) => opened(tokenIn(text)));
      expect(await Promise.all(shown)).to.have.deep.members(ids.map((id) => new Set([id])));
    });
  }

  /**
   * Parents who are each the first guardian of one child and the second of the other, or a father of half-siblings: the
   * first of the children is the one whose message tells of both. The gateway refuses one number at first.
   */
  async function waitingFamily(seconds: "crossed" | "shared", awayAt: 0 | 1) {
    const household = aHousehold();
    const phones = [mother, partner];
    const made = [await aChild(deps, household, paper), await aChild(deps, household, paper)];
    const ids = made.map(({ id }) => id).sort();
    const children: Recipient[] = [];
    for (const [at, id] of ids.entries()) {
      const secondPhone = seconds === "crossed" ? phones[1 - at] : father;
      children.push(await change(id, { delivery: "sms", phone: phones[at], secondPhone }));
    }
    const { messages } = deps;
    deps.messages = {
      send: (message) =>
        message.to === phones[awayAt] ? Promise.reject(new Error("away")) : messages.send(message),
    };
    const offerId = await anOfferId();
    await allocateTo(deps, children, [offerId]);
    await issueAndTell(deps, offerId);
    deps.messages = messages;
    const told = deps.sent.splice(0).map(({ to }) => to);
    expect(told).not.to.include(phones[awayAt]);
    const [first = "", other = ""] = ids;
    return { first, other, offerId };
  }
  type Waiting = Awaited<ReturnType<typeof waitingFamily>>;
  const newPhone = "+4741234568";
  const whileOneWaits: Record<
    string,
    [family: Parameters<typeof waitingFamily>, (of: Waiting) => Promise<unknown>, string[]]
  > = {
    "the link is sent again to the other parent": [
      ["crossed", 0],
      ({ other }) => repeatMessage(deps, { actor: nora, recipientId: other }),
      [mother, partner],
    ],
    "the link is sent again to that parent, and to the second guardian": [
      ["crossed", 0],
      ({ first }) => repeatMessage(deps, { actor: nora, recipientId: first }),
      [mother, partner],
    ],
    "the link is sent again for the other of half-siblings": [
      ["shared", 0],
      ({ other }) => repeatMessage(deps, { actor: nora, recipientId: other }),
      [mother, partner, father],
    ],
    "the other parent's number changes": [
      ["crossed", 0],
      ({ other }) => change(other, { phone: newPhone }),
      [mother, newPhone],
    ],
    "the second guardian's number changes": [
      ["shared", 1],
      ({ other }) => change(other, { secondPhone: newPhone }),
      [partner, newPhone],
    ],
    "the ticket ends of the child whose message it is": [
      ["shared", 0],
      ({ first }) => endTicketsOf(first),
      [],
    ],
    "the child whose message it is gets paper": [
      ["shared", 0],
      ({ first }) => change(first, { ...noMessages, protectedAddress: false }),
      [],
    ],
    "the address of the child whose message it is becomes protected": [
      ["shared", 0],
      ({ first }) => change(first, { ...noMessages, protectedAddress: true }),
      // The link, which is a new one.
      [partner, father],
    ],
    "the child whose message it is gets paper, and its guardian is the other's second": [
      ["crossed", 0],
      ({ first }) => change(first, { ...noMessages, protectedAddress: false }),
      [mother],
    ],
    "the child of whom it tells, too, gets paper": [
      ["shared", 0],
      ({ other }) => change(other, { ...noMessages, protectedAddress: false }),
      [mother],
    ],
    "the tickets of both end, and the link is sent again": [
      ["shared", 0],
      async ({ first, other }) => {
        const offerId = await anOfferId();
        await allocateTo(deps, [await change(first, {})], [offerId]);
        await issueAndTell(deps, offerId);
        deps.sent.splice(0);
        await database
          .db("passes")
          .where({ recipient_id: other })
          .update({ ...ended });
        await database
          .db("passes")
          .where({ recipient_id: first })
          .whereNot({ offer_id: offerId })
          .update({ ...ended });
        await repeatMessage(deps, { actor: nora, recipientId: first });
      },
      [mother, father],
    ],
  };
  const noMessages = { delivery: "print", phone: null, secondPhone: null } as const;
  const ended = { state: "revoked", ended_at: testNow };
  const endTicketsOf = (recipientId: string) =>
    database.db("passes").where({ recipient_id: recipientId }).update(ended);
  for (const [what, [family, act, expected]] of Object.entries(whileOneWaits)) {
    it(`each contact is told once when a parent's message waits and ${what}`, async () => {
      const waiting = await waitingFamily(...family);
      await act(waiting);
      await tellLater([waiting.first, waiting.other]);
      expect(deps.sent.map(({ to }) => to)).to.have.members(expected);
    });
  }

  it("a link that is sent again before the first message has left is that message, and leaves at once", async () => {
    const { ids } = await untoldSiblings();
    await repeatMessage(deps, { actor: nora, recipientId: ids[1] ?? "" });
    await tellAll(deps);
    expect(deps.sent).to.have.length(1);
    await tellLater(ids);
    expect(deps.sent).to.have.length(1);
  });

  it("a child's messages are listed, and counted when they fail, after the sibling moved whose message they copy", async () => {
    const { ids } = await toldFamily(
      { secondPhone: father },
      { phone: partner, secondPhone: father },
    );
    const [first = "", other = ""] = [...ids].sort();
    await change(first, { municipality: "5026" });
    await database
      .db("messages")
      .where({ recipient_id: other, state: "sent" })
      .update({ state: "failed", failed_at: deps.clock.now(), refused: true });
    await runBehindWall(["5025"], async () => {
      const listed = await recipientMessages(database.db, deps.keyRing, other);
      const failed = listed.filter(({ state }) => state === "failed");
      expect(failed.map(({ about }) => about)).to.deep.equal(["tickets"]);
      const of = { municipalities: ["5025"], recipientId: other };
      expect(await countFailedMessages(database.db, of)).to.equal(1);
    });
  });

  it("a child's messages are those to its own guardians, each with the guardian, also in a sibling's name", async () => {
    const { ids } = await toldFamily(
      { secondPhone: father },
      { phone: partner, secondPhone: father },
    );
    for (const recipientId of ids) {
      const own = await recipientMessages(database.db, deps.keyRing, recipientId);
      expect(own.map(({ guardian }) => guardian)).to.have.members([1, 2]);
    }
    await database
      .db("messages")
      .whereIn("recipient_id", ids)
      .update({ state: "failed", failed_at: deps.clock.now(), refused: true });
    await resendMessages(deps, { actor: nora, recipientId: ids[1] ?? "" });
    const own = await recipientMessages(database.db, deps.keyRing, ids[1] ?? "");
    expect(own.map(({ state }) => state)).to.deep.equal(["waiting", "waiting"]);
  });

  it("siblings left behind by a child are sent the link again, also where only its second guardian had one", async () => {
    const { ids, tokenOf } = await toldFamily(
      { secondPhone: father },
      { phone: partner, secondPhone: father },
    );
    const had = tokenOf(father);
    const told = await database
      .db("claim_links")
      .where({ token_hash: createHash("sha256").update(had).digest() })
      .first<{ extra_recipient_id: string }>("extra_recipient_id");
    const left = ids.filter((id) => id !== told.extra_recipient_id);
    await change(told.extra_recipient_id, { household: null });
    await tellAll(deps);
    const again = deps.sent.filter(({ to }) => to === father);
    expect(again).to.have.length(1);
    expect(await opened(tokenIn(again[0]?.text ?? ""))).to.deep.equal(new Set(left));
  });

  it("a changed contact ends that guardian's link alone, and is sent the new one at once", async () => {
    for (const [member, gone, kept] of [
      ["secondPhone", father, mother],
      ["phone", mother, father],
    ] as const) {
      const { ids, tokenOf } = await toldFamily({ secondPhone: father });
      await change(ids[0] ?? "", { [member]: "+4741234569" });
      expect(await opened(tokenOf(gone))).to.equal(undefined);
      expect(await opened(tokenOf(kept))).to.deep.equal(new Set(ids));
      await tellAll(deps);
      const [told, ...others] = deps.sent.splice(0);
      expect([told?.to, others.length]).to.deep.equal(["+4741234569", 0]);
      expect(await opened(tokenIn(told?.text ?? ""))).to.deep.equal(new Set(ids));
    }
  });

  it("siblings whose contact changes together are sent one new link, and one whose message failed is told by it", async () => {
    for (const state of ["sent", "failed"]) {
      const { ids } = await toldFamily({}, {});
      await database
        .db("messages")
        .whereIn("recipient_id", ids)
        .where({ state: "sent" })
        .update({
          ...{ state, failed_at: state === "failed" ? deps.clock.now() : null },
          refused: state === "failed",
        });
      const phone = "+4741234570";
      const header = ["Referanse", "Mobil"];
      const references = await Promise.all(ids.map(async (id) => (await change(id, {})).reference));
      const table = [header, ...references.map((reference) => [reference, phone])];
      const asked = { municipality: "5025", table, columns: { reference: 0, phone: 1 } };
      const { revision } = await previewImport(deps, { actor: nora, ...asked });
      await importTable(deps, { actor: nora, revision, ...asked });
      await tellAll(deps);
      const sent = deps.sent.splice(0);
      expect(sent.map(({ to }) => to)).to.deep.equal([phone]);
      expect(await opened(tokenIn(sent[0]?.text ?? ""))).to.deep.equal(new Set(ids));
    }
  });

  it("a second guardian of two siblings whose number changes is sent one new link", async () => {
    const { ids } = await toldFamily({ secondPhone: father }, { secondPhone: father });
    for (const id of ids) await change(id, { secondPhone: "+4741234572" });
    await tellAll(deps);
    const sent = deps.sent.splice(0);
    expect(sent.map(({ to }) => to)).to.deep.equal(["+4741234572"]);
    expect(await opened(tokenIn(sent[0]?.text ?? ""))).to.deep.equal(new Set(ids));
  });

  it("a contact that changes before anything was announced is sent no link", async () => {
    const { id } = await aChild(deps, undefined);
    await change(id, { phone: "+4741234571" });
    await renewClaimLink(deps, { actor: nora, recipientId: id });
    await tellAll(deps);
    expect(deps.sent).to.deep.equal([]);
  });

  it("a renewed link is sent to the guardian whose it is", async () => {
    const { ids } = await toldFamily({ secondPhone: father });
    for (const [guardian, to] of [
      [1, mother],
      [2, father],
    ] as const) {
      const asked = { actor: nora, recipientId: ids[0] ?? "", guardian };
      const { url, isSent } = await renewClaimLink(deps, asked);
      expect(isSent).to.equal(true);
      await tellAll(deps);
      const told = deps.sent.splice(0).find((each) => each.to === to);
      expect(told?.text).to.contain(url);
    }
  });

  it("a second guardian is told with the first, at another contact, and not where the address is protected", async () => {
    const { id } = await aChild(deps, undefined);
    for (const members of [
      { secondPhone: mother },
      { secondPhone: father, delivery: "print" },
      { secondPhone: "73000000" },
    ]) {
      const refusal = await refusalOf(change(id, members));
      expect(refusal.errors.map(({ path }) => path)).to.deep.equal(["secondPhone"]);
    }
    await change(id, { secondPhone: father });
    const now = await change(id, { protectedAddress: true, delivery: "print" });
    expect(now).not.to.have.any.keys("secondPhone", "phone");
  });

  it("a link stays with the siblings who are still reached there, and shows the one who moved no more", async () => {
    const { ids, tokenOf } = await toldFamily({}, {});
    const [one = "", two = ""] = ids;
    await change(one, { phone: father });
    expect(await opened(tokenOf(mother))).to.deep.equal(new Set([two]));
    await repeatMessage(deps, { actor: nora, recipientId: one });
    await tellAll(deps);
    expect(deps.sent.map(({ to }) => to)).to.deep.equal([father]);
    expect(await opened(tokenIn(deps.sent[0]?.text ?? ""))).to.deep.equal(new Set([one]));
    await change(two, { phone: father });
    expect(await opened(tokenOf(mother))).to.equal(undefined);
  });

  it("a link is inherited only by a sibling who is reached where it was sent", async () => {
    const [one, other] = ["en@familie.example", "to@familie.example"];
    const { ids, tokenOf } = await toldFamily(
      { email: one },
      { delivery: "email", phone: undefined, email: one },
    );
    await change(ids[0] ?? "", { email: other });
    expect(await opened(tokenOf(mother))).to.equal(undefined);
  });

  it("a new link ends the old one, and with the siblings every link that showed the child", async () => {
    for (const at of [0, 1]) {
      const { ids, tokenOf } = await toldFamily({}, {});
      const recipientId = ids[at] ?? "";
      const asked = { actor: nora, recipientId };
      const own = await renewClaimLink(deps, asked);
      expect(await opened(tokenIn(own.url))).to.deep.equal(new Set(ids));
      const { url } = await renewClaimLink(deps, { ...asked, withSiblings: true });
      expect(await opened(tokenIn(own.url))).to.equal(undefined);
      expect(await opened(tokenOf(mother))).to.equal(undefined);
      expect(await opened(tokenIn(url))).to.deep.equal(new Set(ids));
      await tellAll(deps);
      deps.sent.splice(0);
    }
  });

  it("an address that becomes protected ends every link that showed the child", async () => {
    const { ids, tokenOf } = await toldFamily({ secondPhone: father }, { secondPhone: father });
    await change(ids[1] ?? "", { protectedAddress: true, delivery: "print" });
    for (const to of [mother, father]) expect(await opened(tokenOf(to))).to.equal(undefined);
    const { url } = await renewClaimLink(deps, { actor: nora, recipientId: ids[0] ?? "" });
    expect(await opened(tokenIn(url))).to.deep.equal(new Set([ids[0]]));
  });

  const bereft: Record<string, [members: Partial<RecipientInput>[], change: object]> = {
    "becomes protected": [[{}, {}, {}], { protectedAddress: true, delivery: "print" }],
    "leaves the household": [[{}, {}], { household: null }],
    "gets paper": [[{}, {}], { delivery: "print" }],
    "gets another e-mail": [
      Array(2).fill({ email: "en@familie.example" }),
      { email: "to@familie.example" },
    ],
  };
  for (const [what, [members, changed]] of Object.entries(bereft)) {
    it(`siblings are sent a link again at once when the child ${what} whose link showed their tickets`, async () => {
      const { ids } = await toldFamily(...members);
      const messages = database.db<{ recipient_id: string }>("messages");
      const told = await messages.whereIn("recipient_id", ids).first("recipient_id");
      await change(told?.recipient_id ?? "", changed);
      await tellAll(deps);
      const toMother = deps.sent.filter(({ to }) => to === mother);
      expect(toMother).to.have.length(1);
      const shown = await opened(tokenIn(toMother[0]?.text ?? ""));
      expect(shown).to.include.keys(...ids.filter((id) => id !== told?.recipient_id));
    });
  }

  it("a message whose child another process alone can read is refused here, not taken for told", async () => {
    const { ids } = await toldFamily({}, {});
    const [recipientId = ""] = ids;
    await repeatMessage(deps, { actor: nora, recipientId });
    const keyRing = new KeyRing([{ id: "another", secret: Buffer.alloc(32, 9) }]);
    const refusal = await refusalOf(notifyRecipient({ ...deps, keyRing }, { recipientId }));
    expect(refusal.code).to.equal("unavailable");
  });

  it("a message that has not left is parted when one of the siblings is reached elsewhere", async () => {
    const household = aHousehold();
    const children = [await aChild(deps, household), await aChild(deps, household)];
    const ids = children.map(({ id }) => id);
    const offerId = await anOfferId();
    await allocateTo(deps, children, [offerId]);
    await issueAndTell(
      { ...deps, messages: { send: () => Promise.reject(new Error("away")) } },
      offerId,
    );
    await change(ids[1] ?? "", { phone: father });
    deps.clock.set(new Date(deps.clock.now().getTime() + 60_000));
    for (const recipientId of ids) await notifyRecipient(deps, { recipientId });
    expect(deps.sent.map(({ to }) => to)).to.have.members([mother, father]);
    for (const [to, id] of [
      [mother, ids[0]],
      [father, ids[1]],
    ]) {
      const text = deps.sent.find((each) => each.to === to)?.text ?? "";
      expect(await opened(tokenIn(text))).to.deep.equal(new Set([id]));
    }
  });

  it("a sibling's tickets are announced anew when the child is removed whose link told of them", async () => {
    const { ids } = await toldFamily({ secondPhone: father }, { secondPhone: father });
    const told = await database.db("messages").whereIn("recipient_id", ids);
    const [leader = ""] = told.map((each: { recipient_id: string }) => each.recipient_id);
    await removeRecipient(deps, { actor: nora, recipientId: leader });
    const [left = ""] = ids.filter((id) => id !== leader);
    expect(await database.db("claim_links").where({ extra_recipient_id: leader })).to.deep.equal(
      [],
    );
    await notifyRecipient(deps, { recipientId: left });
    expect(deps.sent.map(({ to }) => to)).to.have.members([mother, father]);
    expect(await opened(tokenIn(deps.sent[0]?.text ?? ""))).to.deep.equal(new Set([left]));
  });

  it("siblings are told nothing again, and keep their link, when the child is removed at night whose message told of their tickets", async () => {
    const { ids, tokenOf } = await toldFamily({ secondPhone: father }, { secondPhone: father });
    const told = await database.db("messages").whereIn("recipient_id", ids);
    const [leader = ""] = told.map((each: { recipient_id: string }) => each.recipient_id);
    const [left = ""] = ids.filter((id) => id !== leader);
    await leaveIdle(leader);
    expect(await removeIdleRecipients(deps)).to.equal(1);
    await notifyRecipient(deps, { recipientId: left });
    expect(deps.sent).to.deep.equal([]);
    for (const guardian of [mother, father]) {
      expect(await opened(tokenOf(guardian)), guardian).to.deep.equal(new Set([left]));
    }
  });

  it("a child that is encrypted under a key that is gone is removed at night all the same, though it has a sibling", async () => {
    const { ids } = await toldFamily({}, {});
    const [gone = ""] = ids;
    await leaveIdle(gone);
    const keyRing = new KeyRing([{ id: "another", secret: Buffer.alloc(32, 9) }]);
    expect(await removeIdleRecipients({ ...deps, keyRing })).to.equal(1);
    expect(await database.db("recipients").where({ id: gone })).to.deep.equal([]);
  });

  it("a guardian's file of what is stored has the guardian's own messages and links, and no other's", async () => {
    const { ids, tokenOf } = await toldFamily({ secondPhone: father }, {});
    await renewClaimLink(deps, { actor: nora, recipientId: ids[0] ?? "", guardian: 2 });
    const { second } = await getClaimLink(deps, { actor: nora, recipientId: ids[0] ?? "" });
    const fathers = await exportOwnData(deps, { token: tokenIn(second?.url ?? "") });
    expect([fathers.messages.length, fathers.links.length, fathers.tickets.length]).to.deep.equal([
      1, 2, 1,
    ]);
    const mothers = await exportOwnData(deps, { token: tokenOf(mother) });
    expect([mothers.messages.length, mothers.links.length, mothers.tickets.length]).to.deep.equal([
      1, 2, 2,
    ]);
  });

  const others: Record<string, object> = {
    "changes, too": { phone: father },
    "becomes protected": { protectedAddress: true, delivery: "print" },
  };
  /** Two siblings are changed at the same moment. Whom does the old phone's link show? */
  async function changeBoth(db: TestDeps["db"], other: object) {
    const { ids, tokenOf } = await toldFamily({}, {});
    const [one = "", two = ""] = ids;
    const changeIn = (recipientId: string, members: object) =>
      updateRecipient({ ...deps, db }, { actor: nora, recipientId, ...members });
    let changes: Promise<unknown>[] = [];
    await database.db.transaction(async (trx) => {
      await trx("claim_links").where({ recipient_id: one }).forUpdate();
      changes = [changeIn(one, { phone: father })];
      await waitForLock(database.owner);
      changes.push(changeIn(two, other));
      await Promise.race([changes[1], waitForLock(database.owner, 2)]);
    });
    await Promise.all(changes);
    return opened(tokenOf(mother));
  }
  for (const [how, other] of Object.entries(others)) {
    it(`an old phone keeps no link when one child's changes and at the same moment its sibling ${how}`, async () => {
      expect(await changeBoth(database.db, other)).to.equal(undefined);
    });

    it(`an old phone keeps a link when the household is not locked, and the sibling ${how} (negative control)`, async () => {
      const unlocked = connectWithoutLocks(database.url);
      try {
        expect(await changeBoth(unlocked, other)).to.be.a("set");
      } finally {
        await unlocked.destroy();
      }
    });
  }

  /** An officer changes the contact while the message with the link is being written. Who got the new link? */
  async function changeDuringMessage(db: TestDeps["db"]) {
    const { ids, tokenOf } = await toldFamily({});
    const [recipientId = ""] = ids;
    await repeatMessage(deps, { actor: nora, recipientId });
    let told: Promise<void> | undefined;
    let changed: Promise<unknown> | undefined;
    await database.db.transaction(async (trx) => {
      await trx("messages").where({ recipient_id: recipientId, repeats: true }).forUpdate();
      told = notifyRecipient({ ...deps, db }, { recipientId });
      await waitForLock(database.owner);
      let isDone = false;
      changed = change(recipientId, { phone: father }).then(() => (isDone = true));
      await Promise.race([changed, waitForLock(database.owner, 2)]);
      expect(isDone).to.equal(db !== database.db);
    });
    await Promise.all([told, changed]);
    const toOld = deps.sent.filter(({ to }) => to === mother).map(({ text }) => tokenIn(text));
    return toOld.filter((token) => token !== tokenOf(mother));
  }

  it("an old contact never gets the new link, also when it changes while the message is being written", async () => {
    expect(await changeDuringMessage(database.db)).to.deep.equal([]);
  });

  it("an old contact gets the new link when the household is not locked (negative control)", async () => {
    const unlocked = connectWithoutLocks(database.url);
    try {
      expect(await changeDuringMessage(unlocked)).to.have.length(1);
    } finally {
      await unlocked.destroy();
    }
  });
});
