import { expect } from "chai";
import { ticketNb } from "../../../src/views/texts/ticket-nb.ts";
import { aMunicipality, anOffer, aPass, aRecipient } from "../../support/builders.ts";
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
    expect(await textOf(`/nav/recipients/${recipient}/claim-link`)).to.contain("/t/");
  });

  it("show the link on its own page only, and audit that it was shown", async () => {
    const { recipientId } = await aPass(database.db);
    const path = `/nav/recipients/${recipientId}`;
    await pages.post(`${path}/claim-link/create`);
    const shown = () =>
      database.db("audit_events").where({ action: "claim_link.shown", subject: recipientId });
    const recipientPage = await textOf(path);
    expect(recipientPage).to.contain(ticketNb.showLink).and.not.contain("/t/");
    expect(await shown()).to.have.length(0);
    const linkPage = await textOf(`${path}/claim-link`);
    const [link = ""] = /\/t\/[\w-]{43}/.exec(linkPage) ?? [];
    expect((await fetch(pages.url + link)).status).to.equal(200);
    expect(await shown()).to.have.length(1);
  });

  it("know no link of another municipality's recipient", async () => {
    const { id } = await aRecipient(database.db, {
      municipality: await aMunicipality(database.db, "5026"),
    });
    expect((await pages.get(`/nav/recipients/${id}/claim-link`)).status).to.equal(404);
  });

  it("create no link when they are only read", async () => {
    const { serialNumber, recipientId } = await aPass(database.db);
    for (const path of [
      `/nav/recipients/${recipientId}`,
      `/nav/recipients/${recipientId}/claim-link`,
      `/nav/recipients/${recipientId}/edit`,
      `/nav/passes/${serialNumber}/revoke`,
    ]) {
      expect((await pages.get(path)).status).to.equal(200);
    }
    expect(await linksOf(recipientId)).to.deep.equal([]);
  });

  it("create a missing link once when the officer asks for it", async () => {
    const { recipientId } = await aPass(database.db);
    const path = `/nav/recipients/${recipientId}/claim-link`;
    expect(await textOf(path)).to.contain(ticketNb.createLink);
    for (let times = 0; times < 2; times++) {
      expect((await pages.post(`${path}/create`)).status).to.equal(303);
    }
    expect(await linksOf(recipientId)).to.have.length(1);
    expect(await textOf(path))
      .to.contain("/t/")
      .and.not.contain(ticketNb.missingClaimLink);
  });
});
