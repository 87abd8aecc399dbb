import { expect } from "chai";
import { isUnapproved, offerMoves, stateAfter } from "../../../src/domain/offers/offer-state.ts";
import { offerStates } from "../../../src/domain/offers/offer.ts";
import { anOffer } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";

describe("what the database refuses to let an offer become", () => {
  const database = useDatabase();

  const set = (id: string, columns: object) =>
    database
      .db("offers")
      .where({ id })
      .update(columns)
      .then(
        () => undefined,
        (error: unknown) => error,
      );

  for (const from of offerStates) {
    for (const to of offerStates.filter((state) => state !== from)) {
      const legal = offerMoves.some((move) => stateAfter(from, move) === to);
      it(`${legal ? "goes" : "does not go"} from ${from} to ${to}`, async () => {
        const { id } = await anOffer(database.db, { state: from });
        const refusal = await set(id, { state: to });
        if (legal) expect(refusal).to.equal(undefined);
        else expect(refusal).to.include({ code: "23514", constraint: "legal_offer_state" });
      });
    }
  }

  for (const state of offerStates) {
    const isRemovable = isUnapproved(state);
    it(`${isRemovable ? "removes" : "does not remove"} one that is ${state}`, async () => {
      const { id } = await anOffer(database.db, { state });
      await database.db("offer_municipalities").where({ offer_id: id }).delete();
      const refusal = await database
        .db("offers")
        .where({ id })
        .delete()
        .then(
          () => undefined,
          (error: unknown) => error,
        );
      if (isRemovable) expect(refusal).to.equal(undefined);
      else expect(refusal).to.include({ code: "23514", constraint: "legal_offer_removal" });
    });
  }

  for (const { what, columns, constraint } of [
    {
      what: "more given than its quota",
      columns: { allocated: 101 },
      constraint: "quota_never_exceeded",
    },
    {
      what: "fewer than none given",
      columns: { allocated: -1 },
      constraint: "quota_never_exceeded",
    },
    {
      what: "a quota below what is given",
      columns: { allocated: 50, quota: 49 },
      constraint: "quota_never_exceeded",
    },
    {
      what: "a quota above what was approved, where the municipality pays",
      columns: { approved_quota: 100, refund_per_admission_ore: 1, quota: 101 },
      constraint: "refund_within_approved_quota",
    },
    {
      what: "an end at its beginning",
      columns: { valid_until: new Date("2026-10-01T00:00:00+02:00") },
      constraint: "valid_half_open",
    },
  ]) {
    it(`a stored offer never has ${what}`, async () => {
      const { id } = await anOffer(database.db, { quota: 100 });
      expect(await set(id, columns)).to.include({ code: "23514", constraint });
    });
  }

  const unlimited = { uses: null, refundPerAdmissionOre: 15_000 };
  for (const [what, terms, legal] of [
    ["each of unlimited uses and no cap", {}, false],
    ["each of unlimited uses up to a cap", { refundCapOre: 100_000 }, true],
    ["each ticket", { refundPer: "ticket" }, true],
    ["each of ten uses", { uses: 10 }, true],
    ["nothing", { refundPerAdmissionOre: 0 }, true],
  ] as const) {
    it(`an offer with a refund for ${what} is ${legal ? "" : "not "}submitted`, async () => {
      const { id } = await anOffer(database.db, { state: "draft", ...unlimited, ...terms });
      const refusal = await set(id, { state: "submitted" });
      if (legal) expect(refusal).to.equal(undefined);
      else expect(refusal).to.include({ code: "23514", constraint: "refund_has_ceiling" });
    });
  }
});
