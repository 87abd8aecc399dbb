import { expect } from "chai";
import { aPass, anOffer } from "./builders.ts";
import { useDatabase } from "./database.ts";

describe("the builders", () => {
  const database = useDatabase();

  it("make a ticket with all that it stands on, and take one of its offer's quota", async () => {
    const offer = await anOffer(database.db, { quota: 2 });
    await aPass(database.db, { offer });
    const row: unknown = await database.db("offers").where({ id: offer.id }).first("allocated");
    expect(row).to.deep.equal({ allocated: 1 });
  });
});
