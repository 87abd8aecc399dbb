import { expect } from "chai";
import type { BuiltRecipient } from "../../support/builders.ts";
import { aMunicipality, anOffer, aPass, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

describe("NAV's pages for an officer of two municipalities that know the same reference", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025", "5026"]);
  let child: BuiltRecipient;
  let other: BuiltRecipient;
  let reference: string;

  before(async () => {
    await aMunicipality(database.db, "5026");
  });

  beforeEach(async () => {
    child = await aRecipient(database.db);
    ({ reference } = child);
    other = await aRecipient(database.db, { reference, municipality: "5026" });
  });

  const rowOf = ({ id }: BuiltRecipient) =>
    database.db("recipients").where({ id }).first<{ birth_year: number }>("birth_year");
  const ticketsOf = ({ id }: BuiltRecipient) =>
    database.db("passes").where({ recipient_id: id }).select<{ state: string }[]>("state");
  const linksOf = ({ id }: BuiltRecipient) =>
    database.db("claim_links").where({ recipient_id: id }).select("id");

  it("change the recipient whose page was opened", async () => {
    const path = `/nav/recipients/${child.id}/edit`;
    const { status } = await pages.post(path, {
      shown: JSON.stringify({ birthYear: "2017", protectedAddress: false }),
      birthYear: "2012",
    });
    expect(status).to.equal(303);
    expect(await rowOf(child)).to.deep.equal({ birth_year: 2012 });
    expect(await rowOf(other)).to.deep.equal({ birth_year: 2017 });
  });

  it("create a claim link for the recipient whose page was opened", async () => {
    const { status } = await pages.post(`/nav/recipients/${child.id}/claim-link`);
    expect(status).to.equal(303);
    expect(await linksOf(child)).to.have.length(1);
    expect(await linksOf(other)).to.deep.equal([]);
  });

  it("allocate to both of them when both were chosen", async () => {
    const { id: offer } = await anOffer(database.db, { municipalities: ["5025", "5026"] });
    for (const { id: recipient } of [child, other]) {
      const { status } = await pages.post("/nav/allocate", { recipient, offer });
      expect(status).to.equal(303);
    }
    expect(await ticketsOf(child)).to.deep.equal([{ state: "pending" }]);
    expect(await ticketsOf(other)).to.deep.equal([{ state: "pending" }]);
  });

  it("revoke the ticket of the recipient whose page was opened", async () => {
    const { serialNumber } = await aPass(database.db, { recipientId: child.id });
    await aPass(database.db, { recipientId: other.id });
    const { status } = await pages.post(`/nav/passes/${serialNumber}/revoke`, { reason: "Feil" });
    expect(status).to.equal(303);
    expect(await ticketsOf(child)).to.deep.equal([{ state: "revoked" }]);
    expect(await ticketsOf(other)).to.deep.equal([{ state: "active" }]);
  });

  it("ask the officer to choose from the list when the reference was pasted", async () => {
    const { id: offer } = await anOffer(database.db);
    const answer = await pages.post("/nav/allocate/check", { pasted: reference, offer });
    expect(answer.status).to.equal(400);
    expect(await answer.text()).to.contain(
      `Flere av kommunene dine kjenner disse referansene: ${reference}.`,
    );
  });
});
