import { expect } from "chai";
import {
  canBecome,
  hasEnded,
  passStates,
  type PassState,
} from "../../../src/domain/passes/pass.ts";
import { anOffer, aPass } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";

interface Version {
  version: number;
  change_epoch: number;
  change_transaction: number;
  last_modified: Date;
}

describe("what the database sees to when a ticket changes", () => {
  const database = useDatabase();

  const read = async (serialNumber: string): Promise<Version> =>
    await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .first<Version>("version", "change_epoch", "change_transaction", "last_modified");

  const set = (serialNumber: string, columns: object) =>
    database.db("passes").where({ serial_number: serialNumber }).update(columns);

  const ended = { state: "revoked", ended_at: new Date() };

  for (const { what, columns } of [
    { what: "its end", columns: ended },
    { what: "a use", columns: { uses_left: 4 } },
    { what: "new content", columns: { content_version: 2 } },
    { what: "erasure", columns: { erased_at: new Date() } },
  ]) {
    it(`${what} raises version, change transaction and Last-Modified`, async () => {
      const offer = await anOffer(database.db, { uses: 5 });
      const { serialNumber } = await aPass(database.db, { offer, version: 3 });
      const before = await read(serialNumber);
      await set(serialNumber, columns);
      const after = await read(serialNumber);
      expect(after.version).to.equal(4);
      expect(after.change_transaction).to.be.greaterThan(before.change_transaction);
      expect(new Date(after.change_epoch / 1_000)).to.be.within(new Date(0), new Date());
      expect(after.last_modified.getTime()).to.be.greaterThan(before.last_modified.getTime());
    });
  }

  for (const { what, columns } of [
    { what: "the first fetch", columns: { fetched_at: new Date() } },
    { what: "what the wallets were told", columns: { pushed_version: 1, google_version: 1 } },
  ]) {
    it(`${what} raises nothing: the holder sees the same`, async () => {
      const { serialNumber } = await aPass(database.db);
      const before = await read(serialNumber);
      await set(serialNumber, columns);
      expect(await read(serialNumber)).to.deep.equal(before);
    });
  }

  it("issuing raises nothing: nobody has seen the ticket before", async () => {
    const { serialNumber } = await aPass(database.db, { state: "pending" });
    const before = await read(serialNumber);
    await set(serialNumber, { state: "active", issued_at: new Date() });
    expect(await read(serialNumber)).to.deep.equal(before);
  });

  it("two changes within one second have two Last-Modified, a whole second apart", async () => {
    const offer = await anOffer(database.db, { uses: 5 });
    const { serialNumber } = await aPass(database.db, { offer });
    const seen: number[] = [];
    for (const usesLeft of [4, 3, 2]) {
      await set(serialNumber, { uses_left: usesLeft });
      seen.push((await read(serialNumber)).last_modified.getTime());
    }
    const [first = 0, second = 0, third = 0] = seen;
    expect(
      [second - first, third - second].every((gap) => gap >= 1000 && gap % 1000 === 0),
    ).to.equal(true);
    expect(first % 1000).to.equal(0);
  });

  it("changes of one transaction have one change transaction, also inside a savepoint", async () => {
    const [one, other] = [await aPass(database.db), await aPass(database.db)];
    await database.db.transaction(async (trx) => {
      await trx("passes").where({ serial_number: one.serialNumber }).update(ended);
      await trx.transaction((inner) =>
        inner("passes").where({ serial_number: other.serialNumber }).update(ended),
      );
    });
    const [first, second] = [await read(one.serialNumber), await read(other.serialNumber)];
    expect(first.change_transaction).to.equal(second.change_transaction);
  });

  const consistent = (state: PassState) => ({
    state,
    ended_at: hasEnded(state) ? new Date() : null,
    ...(state === "active" && { issued_at: new Date() }),
    ...(state === "used" && { uses_left: 0 }),
  });

  for (const from of passStates) {
    for (const to of passStates.filter((state) => state !== from)) {
      const legal = canBecome(from, to);
      it(`${legal ? "lets" : "does not let"} a ticket go from ${from} to ${to}`, async () => {
        const { serialNumber } = await aPass(database.db, { state: from });
        const refusal = await set(serialNumber, consistent(to)).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (legal) expect(refusal).to.equal(undefined);
        else expect(refusal).to.include({ code: "23514", constraint: "legal_pass_state" });
      });
    }
  }
});
