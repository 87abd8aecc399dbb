import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import { undoAllocation } from "../../../src/actions/allocations/undo-allocation.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import { removeRecipient } from "../../../src/actions/recipients/remove-recipient.ts";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import { addToWaitingList } from "../../../src/actions/waiting/add-to-waiting-list.ts";
import { confirmProposals } from "../../../src/actions/waiting/confirm-proposals.ts";
import { declineProposal } from "../../../src/actions/waiting/decline-proposal.ts";
import { getWaitingList } from "../../../src/actions/waiting/get-waiting-list.ts";
import { leaveWaitingList } from "../../../src/actions/waiting/leave-waiting-list.ts";
import { listProposals } from "../../../src/actions/waiting/list-proposals.ts";
import type { Pool } from "../../../src/db/connect.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { allocated } from "../../support/allocated.ts";
import { anOffer, aPass, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { aPool, someOwnCodes } from "../../support/own-codes.ts";
import { AppError } from "../../../src/errors.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";
import { waitForLock } from "../../support/wait-for-lock.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025", "5026"] };
const day = 24 * 60 * 60_000;
const named = (ids: string[]) => ids.map((recipientId) => ({ recipientId, path: recipientId }));

describe("an offer's waiting list", () => {
  const database = useDatabase({ max: 30 });
  let deps: TestDeps;

  beforeEach(() => {
    deps = testDeps(database.db);
  });

  const add = ({ id: offerId }: Offer, ids: string[]) =>
    addToWaitingList(deps, { actor, offerId, named: named(ids) });
  const places = async ({ id: offerId }: Offer) =>
    (await getWaitingList(deps, { actor, offerId })).places.map(({ id, state }) => [id, state]);
  const passesOf = ({ id }: Offer) =>
    database
      .db("passes")
      .where({ offer_id: id })
      .whereNotIn("state", ["revoked", "returned", "lapsed"])
      .pluck<string[]>("recipient_id");
  const proposedOf = async ({ id }: Offer) =>
    (await listProposals(deps, { actor }))
      .filter(({ offerId }) => offerId === id)
      .flatMap(({ recipients }) => recipients.map((each) => each.id));

  /** An offer whose only ticket is out, and two children who wait, the first since a minute earlier. */
  async function waiting(changes: Partial<Offer> = {}) {
    const offer = await anOffer(database.db, { quota: 1, ...changes });
    const { serialNumber } = await aPass(database.db, { offer });
    const first = (await aRecipient(database.db)).id;
    const next = (await aRecipient(database.db)).id;
    expect(await add(offer, [first])).to.deep.equal([]);
    deps.clock.set(new Date(testNow.getTime() + 60_000));
    await add(offer, [next, first]);
    const free = () => revokePass(deps, { actor, serialNumber, reason: "moved" });
    return { offer, first, next, free };
  }

  it("a freed ticket is proposed to the next, and confirmed gives it and ends the waiting", async () => {
    const { offer, first, next, free } = await waiting();
    expect(await proposedOf(offer)).to.deep.equal([]);
    await free();
    expect(await places(offer)).to.deep.equal([
      [first, "proposed"],
      [next, "waiting"],
    ]);
    expect(await proposedOf(offer)).to.deep.equal([first]);
    const proposed = [{ offerId: offer.id, recipientId: first }];
    await confirmProposals(deps, { actor, proposed });
    expect(await passesOf(offer)).to.deep.equal([first]);
    expect(await places(offer)).to.deep.equal([[next, "waiting"]]);
    const events = database.db("audit_events").where({ subject: offer.id }).orderBy("id");
    expect(await events.pluck("action")).to.deep.equal([
      "waiting_list.added",
      "waiting_list.added",
      "waiting_list.confirmed",
    ]);
    const refusal = await refusalOf(confirmProposals(deps, { actor, proposed }));
    expect(refusal.code).to.equal("conflict");
  });

  it("a raised quota is proposed, and nothing while the offer is paused", async () => {
    const { offer, first, next } = await waiting();
    await database.db("offers").where({ id: offer.id }).update({ quota: 3 });
    expect(await proposedOf(offer)).to.deep.equal([first, next]);
    await database.db("offers").where({ id: offer.id }).update({ state: "paused" });
    expect(await proposedOf(offer)).to.deep.equal([]);
    expect(await places(offer)).to.have.length(2);
  });

  it("a child who gets a ticket by any allocation waits no more, and waits again at its old place when that is undone", async () => {
    const { offer, first, next, free } = await waiting();
    await free();
    deps.config = { ...deps.config, messageGraceMinutes: 10 };
    const items = [{ offerId: offer.id, recipientId: next }];
    const { id: allocationId } = await allocated(allocate(deps, { actor, items }));
    expect(await places(offer)).to.deep.equal([[first, "waiting"]]);
    await undoAllocation(deps, { actor, allocationId });
    expect(await places(offer)).to.deep.equal([
      [first, "proposed"],
      [next, "waiting"],
    ]);
  });

  it("a child whose ticket of an allocation had ended before the undo gets no place back", async () => {
    const { offer, first, next, free } = await waiting();
    await free();
    const items = [{ offerId: offer.id, recipientId: next }];
    const { id: allocationId } = await allocated(allocate(deps, { actor, items }));
    const [serialNumber = ""] = await database
      .db("passes")
      .where({ allocation_id: allocationId })
      .pluck<string[]>("serial_number");
    await revokePass(deps, { actor, serialNumber, reason: "moved" });
    await undoAllocation(deps, { actor, allocationId });
    expect(await places(offer)).to.deep.equal([[first, "proposed"]]);
  });

  it("a child who declines keeps its place until another ticket comes free", async () => {
    const { offer, first, next, free } = await waiting({ quota: 2 });
    expect(await proposedOf(offer)).to.deep.equal([first]);
    await declineProposal(deps, { actor, offerId: offer.id, recipientId: first });
    expect(await places(offer)).to.deep.equal([
      [first, "declined"],
      [next, "proposed"],
    ]);
    await free();
    expect(await proposedOf(offer)).to.deep.equal([first, next]);
  });

  it("a child who declined is asked again when the provider adds codes, which are more tickets", async () => {
    const offer = await anOffer(database.db, { quota: 5, ownCodes: someOwnCodes });
    await aPool(database.db, offer, ["CODE-1"]);
    const [first, next] = [
      (await aRecipient(database.db)).id,
      (await aRecipient(database.db)).id,
    ] as const;
    await add(offer, [first]);
    deps.clock.set(new Date(testNow.getTime() + 60_000));
    await add(offer, [next]);
    await declineProposal(deps, { actor, offerId: offer.id, recipientId: first });
    expect(await proposedOf(offer)).to.deep.equal([next]);
    await aPool(database.db, offer, ["CODE-2"]);
    expect(await proposedOf(offer)).to.deep.equal([first, next]);
  });

  it("a child who declines loses its place where its municipality wants it so", async () => {
    const { offer, first, next, free } = await waiting();
    await free();
    const own = database.owner("municipalities").where({ number: "5025" });
    await own.clone().update({ keeps_declined: false });
    try {
      await declineProposal(deps, { actor, offerId: offer.id, recipientId: first });
      expect(await places(offer)).to.deep.equal([[next, "proposed"]]);
    } finally {
      await own.update({ keeps_declined: true });
    }
  });

  it("a municipality's criteria order its children before the time of entry", async () => {
    const { offer, first, next, free } = await waiting();
    await aPass(database.db, { recipientId: first });
    await free();
    const own = database.owner("municipalities").where({ number: "5025" });
    await own.clone().update({ waiting_rules: JSON.stringify({ criteria: ["fewest_tickets"] }) });
    try {
      expect(await proposedOf(offer)).to.deep.equal([next]);
    } finally {
      await own.update({ waiting_rules: null });
    }
  });

  it("a child who moves, is removed, or leaves by itself is off the list", async () => {
    const { offer, first, next } = await waiting();
    const other = (await aRecipient(database.db)).id;
    await aRecipient(database.db, { municipality: "5026" });
    await add(offer, [other]);
    await updateRecipient(deps, { actor, recipientId: first, municipality: "5026" });
    await removeRecipient(deps, { actor, recipientId: next });
    expect(await places(offer)).to.deep.equal([[other, "waiting"]]);
    await leaveWaitingList(deps, { recipientIds: [other], offerId: offer.id });
    await leaveWaitingList(deps, { recipientIds: [other], offerId: offer.id });
    expect(await places(offer)).to.deep.equal([]);
    const left = { subject: offer.id, action: "waiting_list.left", actor: "holder" };
    expect(await database.db("audit_events").where(left)).to.have.length(1);
  });

  /** Adds a child to the list while its move waits for its commit; how that failed, and who waits then. */
  async function addedDuringMove(db: Pool) {
    const offer = await anOffer(database.db, { municipalities: ["5025", "5026"] });
    const [moving, staying] = [await aRecipient(database.db), await aRecipient(database.db)];
    const of5025: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
    let added: Promise<unknown> = Promise.resolve();
    await database.db.transaction(async (trx) => {
      await trx("recipients").where({ id: moving.id }).update({ municipality_number: "5026" });
      const asked = { actor: of5025, offerId: offer.id, named: named([moving.id, staying.id]) };
      added = addToWaitingList(testDeps(db), asked).catch((error: unknown) => error);
      await waitForLock(database.owner);
    });
    const fault = await added;
    return [fault instanceof AppError && fault.errors[0]?.path === moving.id, await places(offer)];
  }

  it("a child that moves while it is put on the list is unknown where it lived, and on no list", async () => {
    expect(await addedDuringMove(database.db)).to.deep.equal([true, []]);
  });

  it("without the lock, a child that moves meanwhile waits where it lives now since before (negative control)", async () => {
    const unguarded = connectWithoutLocks(database.url, 2);
    try {
      const [isUnknown, waits] = await addedDuringMove(unguarded);
      expect(isUnknown).to.equal(false);
      expect(waits).to.have.length(2);
    } finally {
      await unguarded.destroy();
    }
  });

  it("an offer's list says how many tickets can be given, also while no child waits", async () => {
    const leftOf = async (changes: Partial<Offer>) => {
      const { id: offerId } = await anOffer(database.db, { quota: 4, ...changes });
      return (await getWaitingList(deps, { actor, offerId })).left;
    };
    expect(await leftOf({})).to.equal(4);
    expect(await leftOf({ state: "paused" })).to.equal(0);
  });

  it("a child that could not get a ticket whatever is left does not come on the list, and nobody after the offer's end", async () => {
    const { offer, first } = await waiting();
    const grown = (await aRecipient(database.db, { birthYear: 2000 })).id;
    expect(await add(offer, [grown])).to.deep.equal([
      { recipientId: grown, reason: "outside_age" },
    ]);
    deps.clock.set(offer.validity.until);
    expect(await places(offer)).to.deep.equal([]);
    expect((await refusalOf(add(offer, [first]))).code).to.equal("illegal_state");
    await anonymiseEndedPasses(deps);
    expect(await database.db("waiting_places").where({ offer_id: offer.id })).to.deep.equal([]);
  });

  it("what a ticket was given to is forgotten a day after the allocation", async () => {
    const { offer, first, free } = await waiting();
    await free();
    const proposed = [{ offerId: offer.id, recipientId: first }];
    await confirmProposals(deps, { actor, proposed });
    const given = () => database.db("waiting_places").whereNotNull("allocation_id");
    deps.clock.set(new Date(testNow.getTime() + day));
    await anonymiseEndedPasses(deps);
    expect(await given()).not.to.deep.equal([]);
    deps.clock.set(new Date(testNow.getTime() + day + 120_000));
    await anonymiseEndedPasses(deps);
    expect(await given()).to.deep.equal([]);
  });

  it("a proposal that the list makes no more gives no ticket past the child who is next", async () => {
    const { offer, first, next, free } = await waiting();
    await free();
    const asked = { actor, offerId: offer.id, recipientId: first };
    await declineProposal(deps, asked);
    expect(await proposedOf(offer)).to.deep.equal([next]);
    const proposed = [{ offerId: offer.id, recipientId: next }];
    // The page that proposes it is open while the first child wishes for a ticket after all.
    await database.db("waiting_places").where({ offer_id: offer.id }).update({ declined: false });
    // Kept under no Idempotency-Key: the list may propose the child again.
    expect(await refusalOf(confirmProposals(deps, { actor, proposed }))).to.include({
      ...{ code: "conflict", isPassing: true },
    });
    expect(await passesOf(offer)).to.deep.equal([]);
  });

  /** How many tickets a child has after two officers confirmed its proposal at once. */
  async function confirmedAtOnce(db: Pool): Promise<number> {
    const { offer, first } = await waiting({ quota: 9, perRecipient: 9 });
    const proposed = [{ offerId: offer.id, recipientId: first }];
    const confirm = () => confirmProposals(testDeps(db), { actor, proposed });
    await Promise.allSettled([confirm(), confirm()]);
    return (await passesOf(offer)).filter((id) => id === first).length;
  }

  it("two officers who confirm one proposal at once give one ticket", async () => {
    for (let n = 0; n < 5; n += 1) expect(await confirmedAtOnce(database.db)).to.equal(1);
  });

  it("two officers who confirm one proposal at once give two tickets when the locks are off (negative control)", async () => {
    const unguarded = connectWithoutLocks(database.url);
    try {
      // While the pool opens its connections the first may be done before the other begins.
      let given = 1;
      for (let n = 0; n < 20 && given === 1; n += 1) given = await confirmedAtOnce(unguarded);
      expect(given).to.equal(2);
    } finally {
      await unguarded.destroy();
    }
  });
});
