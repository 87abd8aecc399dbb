import { expect } from "chai";
import { insertPasses } from "../../../src/db/passes/pass-issuing.ts";
import { parseTicketNumber } from "../../../src/domain/passes/ticket-number.ts";
import { anAllocation, anOffer, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";

describe("the ticket numbers that the database draws", () => {
  const database = useDatabase();

  it("a drawn number has the check digit that the door asks for", async () => {
    const { rows } = await database.owner.raw<{ rows: { number: string }[] }>(
      "select new_ticket_number() as number from generate_series(1, 500)",
    );
    const numbers = rows.map(({ number }) => number);
    expect(numbers.map(parseTicketNumber)).to.deep.equal(numbers);
    // Of a hundred million, so that two are the same once in a thousand runs.
    expect(new Set(numbers).size).to.be.above(490);
  });

  it("a number that the provider has given out is drawn again, and another provider's is not", async () => {
    const { db, owner } = database;
    const allocate = async (count: number, offerId: string) => {
      const allocationId = await anAllocation(db);
      const { id: recipientId } = await aRecipient(db);
      const tickets = Array.from({ length: count }, (_, n) => ({
        serialNumber: `${offerId.slice(0, 8)}-number-${String(n).padStart(6, "0")}`,
        offerId,
        recipientId,
        municipality: "5025",
        claimUntil: null,
        tokenKeyId: "a",
      }));
      await db.transaction((trx) =>
        insertPasses(trx, allocationId, tickets, { at: testNow, graceMinutes: 0 }),
      );
      return db("passes").where({ offer_id: offerId }).pluck<string[]>("ticket_number");
    };
    const [offer, elsewhere] = [await anOffer(db), await anOffer(db)];
    const { rows } = await owner.raw<{ rows: { source: string }[] }>(
      "select pg_get_functiondef('new_ticket_number()'::regprocedure) as source",
    );
    // Twelve numbers in all, of which ten are taken.
    await owner.raw(`create or replace function new_ticket_number() returns text language sql volatile as
      $$ select with_check_digit(lpad((random() * 11)::int::text, 8, '0')) $$`);
    try {
      expect(new Set(await allocate(10, offer.id)).size).to.equal(10);
      expect(new Set(await allocate(10, elsewhere.id)).size).to.equal(10);
    } finally {
      await owner.raw(rows[0]?.source ?? "");
    }
  });
});
