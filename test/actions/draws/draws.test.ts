import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import { confirmDraw } from "../../../src/actions/draws/confirm-draw.ts";
import { createDraw } from "../../../src/actions/draws/create-draw.ts";
import { closeDraw } from "../../../src/actions/draws/close-draw.ts";
import { getDrawFile } from "../../../src/actions/draws/get-draw-file.ts";
import { getDraw } from "../../../src/actions/draws/get-draw.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { removeRecipient } from "../../../src/actions/recipients/remove-recipient.ts";
import { exportedDraws } from "../../../src/db/recipients/exported-draws.ts";
import { findDrawCandidates } from "../../../src/db/draws/draw-candidates.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { AppError } from "../../../src/errors.ts";
import { faultsOfDraw } from "../../../src/domain/draws/draw-file.ts";
import type { DrawRules } from "../../../src/domain/draws/draw.ts";
import { keyOfPassedOver } from "../../../src/domain/draws/draw-hashes.ts";
import {
  aMunicipality,
  anAllocation,
  anOffer,
  aPass,
  aRecipient,
  testNow,
} from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025", "5026"] };
const rules: DrawRules = {
  ...{ criteria: ["fewest_tickets"], publishedOn: "2026-11-01", siblingsTogether: false },
};
const day = 24 * 60 * 60_000;

describe("a draw of an offer's tickets", () => {
  const database = useDatabase();
  let deps: TestDeps;

  before(() => aMunicipality(database.db, "5026"));
  beforeEach(() => {
    deps = testDeps(database.db);
  });

  /** An offer with fewer tickets than children, and a request for its draw. */
  async function few({ quota = 2, children = 5, perRecipient = 1 } = {}) {
    const { db } = database;
    const offer = await anOffer(db, { quota, perRecipient });
    const recipients = [];
    for (let i = 0; i < children; i++) recipients.push(await aRecipient(db));
    const recipientIds = recipients.map(({ id }) => id);
    return { offer, recipients, request: { actor, offerId: offer.id, recipientIds, rules } };
  }
  const drawn = async (request: Parameters<typeof createDraw>[1]) => {
    const { id: drawId } = await createDraw(deps, request);
    await closeDraw(deps, { actor, drawId });
    return drawId;
  };
  const auditOf = (subject: string) =>
    database.db("audit_events").where({ subject }).orderBy("id").select("action", "detail");
  const passesOf = (offerId: string) =>
    database.db("passes").where({ offer_id: offerId }).pluck<string[]>("recipient_id");
  const draw = (id: string) => database.db("draws").where({ id });
  const recipient = (id: string) => database.db("recipients").where({ id });

  it("a draw commits to its seed before the list is fixed, shows it when it is closed, and allocates when an officer confirms", async () => {
    const { offer, request } = await few();
    const { id: drawId, refused } = await createDraw(deps, request);
    expect(refused).to.deep.equal([]);
    const committed = await getDraw(deps, { actor, drawId });
    expect(committed)
      .to.include({ state: "committed", municipality: "5025" })
      .and.not.have.property("seed");
    expect(committed.rows.map(({ result }) => result)).to.deep.equal(Array(5).fill(undefined));
    expect((await refusalOf(confirmDraw(deps, { actor, drawId }))).code).to.equal("illegal_state");

    await closeDraw(deps, { actor, drawId });
    await closeDraw(deps, { actor, drawId });
    const { rows, seed, ...result } = await getDraw(deps, { actor, drawId });
    expect(rows.map((row) => row.result?.outcome)).to.deep.equal([
      ...["won", "won", "waiting", "waiting", "waiting"],
    ]);
    expect(await passesOf(offer.id)).to.deep.equal([]);

    const { allocationId } = (await confirmDraw(deps, { actor, drawId })) as {
      allocationId: string;
    };
    expect(await passesOf(offer.id)).to.have.members(
      rows.slice(0, 2).map(({ recipients }) => recipients[0]?.id),
    );
    expect(await auditOf(drawId)).to.deep.equal([
      { action: "draw.committed", detail: { offerId: offer.id, commitment: result.commitment } },
      {
        action: "draw.listed",
        detail: { listHash: result.listHash, rows: 5, children: 5, seats: 2 },
      },
      { action: "draw.closed", detail: { seed } },
      { action: "draw.confirmed", detail: { allocationId, allocated: 2 } },
    ]);
  });

  it("an exported draw verifies and names no recipient, also after one was removed", async () => {
    const { recipients, request } = await few();
    const drawId = await drawn(request);
    const file = await getDrawFile(deps, { actor, drawId });
    for (const { id, reference } of recipients) {
      expect(JSON.stringify(file)).not.to.contain(id).and.not.to.contain(reference);
    }
    expect(faultsOfDraw(file)).to.deep.equal([]);
    await removeRecipient(deps, { actor, recipientId: recipients[0]?.id ?? "" });
    expect(await getDrawFile(deps, { actor, drawId })).to.deep.equal(file);
    const { rows } = await getDraw(deps, { actor, drawId });
    expect(rows.filter((row) => row.recipients.length === 0)).to.have.length(1);
  });

  it("a draw that several officers confirm at once allocates once", async () => {
    const { offer, request } = await few({ perRecipient: 2, quota: 4 });
    const drawId = await drawn({ ...request, seats: 2 });
    const [first, ...others] = await Promise.all(
      [1, 2, 3].map(() => confirmDraw(deps, { actor, drawId })),
    );
    expect(first).to.have.property("outcome", "confirmed");
    expect(others).to.deep.equal([first, first]);
    expect(await passesOf(offer.id)).to.have.length(2);
  });

  it("a draw allocates nothing when a winner cannot get a ticket any more, and can be confirmed later", async () => {
    const { offer, request } = await few();
    const drawId = await drawn(request);
    await database.db("offers").where({ id: offer.id }).update({ allocated: 1 });
    const refusal = await confirmDraw(deps, { actor, drawId });
    expect(refusal).to.have.property("outcome", "nothing_allocated");
    expect(await passesOf(offer.id)).to.deep.equal([]);
    await database.db("offers").where({ id: offer.id }).update({ allocated: 0 });
    await confirmDraw(deps, { actor, drawId });
    expect(await passesOf(offer.id)).to.have.length(2);
  });

  it("a draw says that the culture office has closed the offer for the municipality", async () => {
    const { offer, request } = await few();
    const drawId = await drawn(request);
    await database
      .db("offers")
      .where({ id: offer.id })
      .update({ declined_in: ["5025"] });
    const refusal = await confirmDraw(deps, { actor, drawId });
    expect(refusal).to.have.nested.property("items[0].reason", "offer_declined");
    const { errors } = await refusalOf(createDraw(deps, request));
    expect(errors.map(({ path, code }) => [path, code])).to.deep.equal([["offerId", "declined"]]);
  });

  const dropouts: [
    what: string,
    reason: string,
    drop: (recipientId: string, offer: Offer) => unknown,
  ][] = [
    ["moved", "gone", (id) => recipient(id).update({ municipality_number: "5026" })],
    ["was removed", "gone", (id) => removeRecipient(deps, { actor, recipientId: id })],
    ["is too old by now", "outside_age", (id) => recipient(id).update({ birth_year: 2001 })],
  ];
  for (const [what, reason, drop] of dropouts) {
    it(`a draw gives the next its ticket when a winner ${what}, shows that before, and says so in the file and the audit trail`, async () => {
      const { offer, request } = await few();
      const drawId = await drawn(request);
      const before = await getDraw(deps, { actor, drawId });
      const fileBefore = await getDrawFile(deps, { actor, drawId });
      const [first, second, third] = before.rows.map((row) => row.recipients[0]?.id ?? "");
      await drop(first ?? "", offer);

      const passedOver = [{ id: before.rows[0]?.id, reasons: [reason] }];
      const shown = await getDraw(deps, { actor, drawId });
      expect(shown).to.deep.include({ passedOver });
      expect(shown.rows.map((row) => row.result?.outcome)).to.deep.equal([
        ...["passed_over", "won", "won", "waiting", "waiting"],
      ]);
      expect(shown.rows.map(({ letter }) => letter)).to.deep.equal(Array(5).fill(undefined));
      expect(await getDrawFile(deps, { actor, drawId })).to.deep.equal(fileBefore);

      await confirmDraw(deps, { actor, drawId, seen: keyOfPassedOver(shown.passedOver) });
      const got = await passesOf(offer.id);
      expect(got.filter((id) => id !== first)).to.have.members([second, third]);
      const file = await getDrawFile(deps, { actor, drawId });
      expect(file).to.deep.include({ passedOver });
      expect(faultsOfDraw(file)).to.deep.equal([]);
      const [confirmation] = (await auditOf(drawId)).slice(-1) as [{ detail: object }];
      const passedOverKey = keyOfPassedOver(shown.passedOver);
      expect(confirmation.detail).to.deep.include({ allocated: 2, passedOver, passedOverKey });
      const confirmed = await getDraw(deps, { actor, drawId });
      expect(confirmed.rows[0]?.letter?.nb)
        .to.contain("Barnet ble trukket ut, men kan ikke få billett.\nBarnet er ")
        .and.not.contain("neste på listen");
      expect(confirmed.rows.map((row) => row.result?.outcome)).to.deep.equal(
        shown.rows.map((row) => row.result?.outcome),
      );
    });
  }

  it("a winner of a draw that got its ticket otherwise keeps its seat, and the others get theirs", async () => {
    const { offer, request } = await few();
    const drawId = await drawn(request);
    const { rows } = await getDraw(deps, { actor, drawId });
    const [first = "", second] = rows.map((row) => row.recipients[0]?.id ?? "");
    await allocate(deps, { actor, items: [{ recipientId: first, offerId: offer.id }] });

    const passedOver = [{ id: rows[0]?.id, reasons: ["already_allocated"] }];
    const shown = await getDraw(deps, { actor, drawId });
    expect(shown).to.deep.include({ passedOver });
    expect(shown.rows.map((row) => row.result?.outcome)).to.deep.equal([
      ...["won", "won", "waiting", "waiting", "waiting"],
    ]);
    await confirmDraw(deps, { actor, drawId, seen: keyOfPassedOver(shown.passedOver) });
    expect(await passesOf(offer.id)).to.have.members([first, second]);
    const file = await getDrawFile(deps, { actor, drawId });
    expect(file).to.deep.include({ passedOver });
    expect(faultsOfDraw(file)).to.deep.equal([]);
    const [confirmation] = (await auditOf(drawId)).slice(-1) as [{ detail: object }];
    expect(confirmation.detail).to.deep.include({ allocated: 1, passedOver });
  });

  it("a draw passes over none of those to whom no ticket comes", async () => {
    const { request } = await few();
    const drawId = await drawn(request);
    const { rows } = await getDraw(deps, { actor, drawId });
    await recipient(rows[4]?.recipients[0]?.id ?? "").update({ birth_year: 2001 });
    await confirmDraw(deps, { actor, drawId });
    expect(await getDrawFile(deps, { actor, drawId })).not.to.have.property("passedOver");
  });

  it("a draw is not confirmed when another winner has dropped out than the officer saw", async () => {
    const { offer, request } = await few();
    const drawId = await drawn(request);
    const { rows, passedOver } = await getDraw(deps, { actor, drawId });
    const seen = keyOfPassedOver(passedOver);
    await recipient(rows[0]?.recipients[0]?.id ?? "").update({ birth_year: 2001 });
    for (const shown of [seen, undefined]) {
      const refusal = await refusalOf(confirmDraw(deps, { actor, drawId, seen: shown }));
      expect(refusal).to.have.property("code", "conflict");
    }
    expect(await passesOf(offer.id)).to.deep.equal([]);
  });

  it("a draw whose every child dropped out gives no ticket, and another may follow for that reason", async () => {
    const { recipients, request } = await few();
    const drawId = await drawn(request);
    for (const { id } of recipients) await recipient(id).update({ birth_year: 2001 });
    const { passedOver } = await getDraw(deps, { actor, drawId });
    const seen = keyOfPassedOver(passedOver);
    const refusal = await confirmDraw(deps, { actor, drawId, seen });
    expect(refusal).to.deep.equal({ outcome: "nothing_allocated", items: [] });
    for (const { id } of recipients) await recipient(id).update({ birth_year: 2015 });
    const again = await createDraw(deps, { ...request, againBecause: "winner_cannot" });
    expect(await draw(again.id).first("again_because")).to.deep.equal({
      again_because: "winner_cannot",
    });
  });

  it("a draw that two officers confirm as a winner drops out allocates once, to those who can", async () => {
    for (const what of [0, 1, 2]) {
      const { offer, request } = await few();
      const drawId = await drawn(request);
      const { rows } = await getDraw(deps, { actor, drawId });
      const winner = rows[0]?.recipients[0]?.id ?? "";
      const confirm = async () => {
        for (;;) {
          const { passedOver } = await getDraw(deps, { actor, drawId });
          const seen = keyOfPassedOver(passedOver);
          const done = await confirmDraw(deps, { actor, drawId, seen }).catch((error: unknown) => {
            if (error instanceof AppError && error.code === "conflict") return undefined;
            throw error;
          });
          if (done?.outcome === "confirmed") return done.allocationId;
        }
      };
      const [one, , two] = await Promise.all([
        confirm(),
        dropouts[what]?.[2](winner, offer),
        confirm(),
      ]);
      expect(one).to.equal(two);
      const passes = await database
        .db("passes")
        .where({ allocation_id: one })
        .pluck<string[]>("recipient_id");
      expect(passes).to.have.length(2);
      expect(faultsOfDraw(await getDrawFile(deps, { actor, drawId }))).to.deep.equal([]);
    }
  });

  it("a draw leaves out children who could not be allocated a ticket, and says why", async () => {
    const { offer, request } = await few();
    const grown = await aRecipient(database.db, { birthYear: 2000 });
    const holder = await aRecipient(database.db);
    await aPass(database.db, { offer, recipientId: holder.id });
    const recipientIds = [...request.recipientIds, grown.id, holder.id];
    const { id: drawId, refused } = await createDraw(deps, {
      ...request,
      recipientIds,
      seats: 1,
    });
    expect(refused).to.have.deep.members([
      { recipientId: grown.id, reason: "outside_age" },
      { recipientId: holder.id, reason: "already_allocated" },
    ]);
    expect((await getDraw(deps, { actor, drawId })).rows).to.have.length(5);
  });

  const refusals: [when: string, change: object, path: string][] = [
    ["there are tickets for all", { seats: 5 }, "seats"],
    ["no ticket is asked for", { seats: 0 }, "seats"],
    ["more are asked for than are left", { seats: 3 }, "seats"],
    ["a recipient is unknown", { recipientIds: [crypto.randomUUID()] }, "recipientIds[0]"],
    ["no recipient is named", { recipientIds: [] }, "recipientIds"],
    [
      "criteria are published tomorrow",
      { rules: { ...rules, publishedOn: "2027-01-16" } },
      "publishedOn",
    ],
    ["a reason is given without an earlier draw", { againBecause: "more_tickets" }, "againBecause"],
  ];
  it("a draw is refused with the path of what is wrong", async () => {
    const { request } = await few();
    for (const [when, change, path] of refusals) {
      const { code, errors } = await refusalOf(createDraw(deps, { ...request, ...change }));
      expect([code, ...errors.map((error) => error.path)], when).to.deep.equal([
        ...["validation_failed", path],
      ]);
    }
    const elsewhere = createDraw(deps, { ...request, offerId: crypto.randomUUID() });
    expect((await refusalOf(elsewhere)).code).to.equal("not_found");
  });

  it("a draw is of one municipality, and of the officer's own", async () => {
    const { request } = await few();
    const elsewhere = await aRecipient(database.db, { municipality: "5026" });
    const recipientIds = [...request.recipientIds, elsewhere.id];
    const { errors } = await refusalOf(createDraw(deps, { ...request, recipientIds }));
    expect(errors).to.have.nested.property("[0].code", "several_municipalities");
    const drawId = await drawn(request);
    const other: Actor = { role: "nav", id: "other", municipalities: ["5026"] };
    for (const ask of [
      () => getDraw(deps, { actor: other, drawId }),
      () => closeDraw(deps, { actor: other, drawId }),
      () => confirmDraw(deps, { actor: other, drawId }),
      () => getDrawFile(deps, { actor: other, drawId }),
      () => getDraw(deps, { actor, drawId: "none" }),
    ]) {
      expect((await refusalOf(ask())).code).to.equal("not_found");
    }
    const culture: Actor = { ...other, role: "culture" };
    expect((await refusalOf(createDraw(deps, { ...request, actor: culture }))).code).to.equal(
      "forbidden",
    );
  });

  it("a second draw of an offer needs a reason, and stops an earlier one that is not confirmed", async () => {
    const { request } = await few();
    const first = await drawn(request);
    expect((await refusalOf(createDraw(deps, request))).code).to.equal("conflict");
    const again = { ...request, againBecause: "list_was_wrong" as const };
    const { id: second } = await createDraw(deps, again);
    expect(await getDraw(deps, { actor, drawId: first })).to.include({ state: "stopped" });
    expect((await refusalOf(confirmDraw(deps, { actor, drawId: first }))).code).to.equal(
      "illegal_state",
    );
    const { id: third } = await createDraw(deps, again);
    expect((await refusalOf(closeDraw(deps, { actor, drawId: second }))).code).to.equal(
      "illegal_state",
    );
    expect((await getDraw(deps, { actor, drawId: third })).againBecause).to.equal("list_was_wrong");
    const audited = { action: "draw.committed", subject: third };
    expect(await database.db("audit_events").where(audited).first()).to.have.nested.property(
      "detail.reasonCode",
      "list_was_wrong",
    );
  });

  it("two first draws of an offer at once are one, and the other is asked for a reason", async () => {
    const { request } = await few();
    const settled = await Promise.allSettled([1, 2, 3].map(() => createDraw(deps, request)));
    expect(settled.filter(({ status }) => status === "fulfilled")).to.have.length(1);
    expect(await database.db("draws").where({ offer_id: request.offerId })).to.have.length(1);
  });

  it("siblings that belong together are one row of a draw", async () => {
    const { db } = database;
    const { recipients, request } = await few();
    const [household] = await db("households")
      .insert({ municipality_number: "5025", reference_lookup: Buffer.from("siblings") })
      .returning<{ id: string }[]>("id");
    const siblings = recipients.slice(0, 2).map(({ id }) => id);
    await db("recipients").whereIn("id", siblings).update({ household_id: household?.id });
    const together = { ...request, rules: { ...rules, siblingsTogether: true } };
    const { rows } = await getDraw(deps, { actor, drawId: (await createDraw(deps, together)).id });
    expect(rows).to.have.length(4);
    const row = rows.find((each) => each.recipients.length > 1);
    expect(row?.recipients.map(({ id }) => id)).to.have.members(siblings);
  });

  it("the letter and the export of siblings do not tell why one of them dropped out", async () => {
    const { db } = database;
    const { recipients, request } = await few({ quota: 4 });
    const [household] = await db("households")
      .insert({ municipality_number: "5025", reference_lookup: Buffer.from("two homes") })
      .returning<{ id: string }[]>("id");
    const [moved = "", stays = ""] = recipients.map(({ id }) => id);
    await db("recipients").whereIn("id", [moved, stays]).update({ household_id: household?.id });
    const together: DrawRules = { ...rules, criteria: ["age"], ages: { from: 0, to: 99 } };
    const drawId = await drawn({ ...request, rules: { ...together, siblingsTogether: true } });
    await recipient(moved).update({ birth_year: 2001 });
    const { passedOver } = await getDraw(deps, { actor, drawId });
    await confirmDraw(deps, { actor, drawId, seen: keyOfPassedOver(passedOver) });
    const { rows } = await getDraw(deps, { actor, drawId });
    const row = rows.find(({ recipients: its }) => its.some(({ id }) => id === stays));
    expect(row?.letter?.nb).not.to.match(/for gammelt|flyttet/);
    expect(JSON.stringify(await exportedDraws(db, stays))).not.to.contain("outside_age");
  });

  describe("what a draw counts of a child", () => {
    const since = new Date(testNow.getTime() - 365 * day);
    const countsOf = async (...ids: string[]) =>
      (await findDrawCandidates(database.db, ids, since)).map(({ id, tickets }) => [id, tickets]);

    it("a draw counts a used ticket as an unused one, and none that was revoked, returned, lapsed or is over a year old", async () => {
      const { db } = database;
      for (const state of ["active", "used", "expired", "pending"] as const) {
        const { id } = await aRecipient(db);
        await aPass(db, { recipientId: id, state, ...(state === "used" && { usesLeft: 0 }) });
        expect(await countsOf(id), state).to.deep.equal([[id, 1]]);
      }
      const { id } = await aRecipient(db);
      for (const state of ["revoked", "returned", "lapsed"] as const) {
        await aPass(db, { recipientId: id, state });
      }
      const old = await anAllocation(db);
      const before = new Date(since.getTime() - day);
      await database.owner("allocations").where({ id: old }).update({ created_at: before });
      await aPass(db, { recipientId: id, allocationId: old });
      expect(await countsOf(id)).to.deep.equal([[id, 0]]);
    });

    it("a draw knows what siblings were allocated, and since when a child waits", async () => {
      const { db } = database;
      const [one, two] = [await aRecipient(db), await aRecipient(db)];
      const [household] = await db("households")
        .insert({ municipality_number: "5025", reference_lookup: Buffer.from("counted") })
        .returning<{ id: string }[]>("id");
      const registered = new Date("2025-03-01T10:00:00Z");
      const allocated = new Date("2026-12-01T10:00:00Z");
      await db("recipients")
        .whereIn("id", [one.id, two.id])
        .update({
          ...{ household_id: household?.id, created_at: registered },
        });
      const allocationId = await anAllocation(db);
      await database
        .owner("allocations")
        .where({ id: allocationId })
        .update({ created_at: allocated });
      await aPass(db, { recipientId: one.id, allocationId });
      const found = await findDrawCandidates(db, [one.id, two.id], since);
      const byId = new Map(found.map((each) => [each.id, each]));
      expect(byId.get(one.id)).to.include({ tickets: 1, householdTickets: 1 });
      expect(byId.get(two.id)).to.include({ tickets: 0, householdTickets: 1 });
      expect(byId.get(one.id)?.waitingSince).to.deep.equal(allocated);
      expect(byId.get(two.id)?.waitingSince).to.deep.equal(registered);
    });

    it("a draw counts tickets that are anonymised by their month, until twelve months are over", async () => {
      const { db } = database;
      const { id } = await aRecipient(db);
      const ended = new Date(testNow.getTime() - 61 * day);
      for (const state of ["expired", "revoked"] as const) {
        await aPass(db, { recipientId: id, state, createdAt: ended, endedAt: ended });
      }
      await anonymiseEndedPasses(deps);
      expect(await db("passes").where({ recipient_id: id })).to.deep.equal([]);
      expect(await countsOf(id)).to.deep.equal([[id, 1]]);
      deps.clock.set(new Date(testNow.getTime() + 365 * day));
      await anonymiseEndedPasses(deps);
      expect(await db("past_ticket_counts").where({ recipient_id: id })).to.deep.equal([]);
    });
  });

  it("who took part in a draw is forgotten 60 days after the offer's end, while the draw still verifies", async () => {
    const { offer, request } = await few();
    const drawId = await drawn(request);
    const kept = () => database.db("draw_children").where({ draw_id: drawId });
    deps.clock.set(new Date(offer.validity.until.getTime() + 59 * day));
    await anonymiseEndedPasses(deps);
    expect(await kept()).to.have.length(5);
    deps.clock.set(new Date(offer.validity.until.getTime() + 60 * day));
    await anonymiseEndedPasses(deps);
    expect(await kept()).to.deep.equal([]);
    expect(faultsOfDraw(await getDrawFile(deps, { actor, drawId }))).to.deep.equal([]);
  });

  it("the database refuses a draw whose seed is another than the committed one, or that skips or repeats a move", async () => {
    const { request } = await few();
    const { id: committed } = await createDraw(deps, request);
    const { request: other } = await few();
    const done = await drawn(other);
    const seed = Buffer.alloc(32);
    const wrong: [what: string, write: PromiseLike<unknown>][] = [
      ["another seed", draw(committed).update({ state: "closed", seed })],
      ["another list", draw(committed).update({ list: "{}" })],
      ["another commitment", draw(committed).update({ commitment: seed })],
      ["another offer", draw(committed).update({ offer_id: other.offerId })],
      ["no draw at all", draw(committed).update({ state: "confirmed" })],
      ["an open list", draw(committed).update({ list: null, list_hash: null })],
      ["another draw", draw(done).update({ seed })],
      ["a draw taken back", draw(done).update({ state: "committed", seed: null })],
      ["a removed draw", draw(done).delete()],
      ["a row passed over before the confirmation", draw(done).update({ passed_over: "[]" })],
      [
        "a list before its seed",
        database.db("draws").insert({
          ...{ id: crypto.randomUUID(), municipality_number: "5025", offer_id: request.offerId },
          ...{ commitment: seed, list: "{}", list_hash: seed },
          ...{ created_by: "test", created_at: testNow },
        }),
      ],
    ];
    for (const [what, write] of wrong) {
      const error: unknown = await write.then(undefined, (reason: unknown) => reason);
      expect(error, what).to.have.property("code").that.is.oneOf(["23514", "42501"]);
    }
  });
});
