import { expect } from "chai";
import { ticketNb } from "../../../src/views/texts/ticket-nb.ts";
import { anOffer, aPass, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

describe("NAV's pages about a recipient's claim link", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025"]);

  const linksOf = (recipientId: string) =>
    database.db("claim_links").where({ recipient_id: recipientId }).pluck("id");
  const textOf = async (path: string) => (await pages.get(path)).text();

  it("show the link that the allocation created", async () => {
    const { id: recipient } = await aRecipient(database.db);
    const { id: offer } = await anOffer(database.db);
    await pages.post("/nav/allocate", { recipient, offer });
    expect(await linksOf(recipient)).to.have.length(1);
    expect(await textOf(`/nav/recipients/${recipient}`)).to.contain("/t/");
  });

  it("create no link when they are only read", async () => {
    const { serialNumber, recipientId } = await aPass(database.db);
    for (const path of [
      `/nav/recipients/${recipientId}`,
      `/nav/recipients/${recipientId}/edit`,
      `/nav/passes/${serialNumber}/revoke`,
    ]) {
      expect((await pages.get(path)).status).to.equal(200);
    }
    expect(await linksOf(recipientId)).to.deep.equal([]);
  });

  it("create a missing link once when the officer asks for it", async () => {
    const { recipientId } = await aPass(database.db);
    const path = `/nav/recipients/${recipientId}`;
    expect(await textOf(path)).to.contain(ticketNb.createLink);
    for (let times = 0; times < 2; times++) {
      expect((await pages.post(`${path}/claim-link/create`)).status).to.equal(303);
    }
    expect(await linksOf(recipientId)).to.have.length(1);
    expect(await textOf(path))
      .to.contain("/t/")
      .and.not.contain(ticketNb.missingClaimLink);
  });
});
