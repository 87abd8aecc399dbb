import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
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

  describe("the API with a key of both municipalities", () => {
    let api: ApiClient;

    before(async () => {
      const municipalities = ["5025", "5026"];
      const owner = { role: "nav", municipalities, name: "test" } as const;
      api = apiClient(pages, (await createApiKey(pages.deps, owner)).key);
    });

    it("the API reads, changes and removes the recipient that is named by its id", async () => {
      const place = `/api/v1/recipients/${child.id}`;
      expect((await api.get(place)).body).to.include({ id: child.id, reference });
      expect((await api.patch(place, { birthYear: 2012 })).body).to.include({ birthYear: 2012 });
      expect(await rowOf(other)).to.deep.equal({ birth_year: 2017 });
      expect((await api.post(`${place}/claim-link`)).status).to.equal(201);
      expect(await linksOf(other)).to.deep.equal([]);
      expect((await api.delete(place)).status).to.equal(204);
      expect(await rowOf(child)).to.equal(undefined);
      expect((await api.get(`/api/v1/recipients/${reference}`)).body).to.include({ id: other.id });
    });

    it("the API says that a reference in the path is known in several municipalities", async () => {
      const { status, body } = await api.get(`/api/v1/recipients/${reference}`);
      expect(status).to.equal(409);
      expect(body).to.include({
        code: "conflict",
        detail: "Several of your municipalities know this reference; name the recipient by its id.",
      });
    });

    it("the API brings the recipient of the sent municipality up to date", async () => {
      const { body, status } = await api.post("/api/v1/recipients", {
        ...{ reference, birthYear: 2013, municipality: "5026", language: "nb", delivery: "none" },
      });
      expect(status).to.equal(200);
      expect(body).to.include({ id: other.id });
      expect(await rowOf(child)).to.deep.equal({ birth_year: 2017 });
    });

    it("the API allocates to recipients named by id, and names the path of an ambiguous reference", async () => {
      const { id: offerId } = await anOffer(database.db, { municipalities: ["5025", "5026"] });
      const alone = await aRecipient(database.db);
      const refused = await api.post("/api/v1/allocations", {
        items: [alone.reference, reference].map((recipient) => ({ recipient, offerId })),
      });
      expect(refused.status).to.equal(409);
      expect(refused.body).to.include({ code: "conflict" });
      expect(refused.body["errors"]).to.have.length(1);
      expect(refused.body).to.nested.include({
        "errors[0].path": "items[1].recipient",
        "errors[0].code": "ambiguous",
      });
      const given = await api.post("/api/v1/allocations", {
        items: [
          { recipient: alone.reference, offerId },
          { recipientId: child.id, offerId },
          { recipientId: other.id, offerId },
        ],
      });
      expect(given.status).to.equal(201);
      expect(given.body).to.nested.include({
        "items[0].recipient": alone.reference,
        "items[1].recipientId": child.id,
        "items[2].recipientId": other.id,
      });
      for (const each of [alone, child, other]) expect(await ticketsOf(each)).to.have.length(1);
    });

    it("the API refuses an item that names its recipient twice, not at all, or by an unknown id", async () => {
      const { id: offerId } = await anOffer(database.db);
      for (const [item, path, code] of [
        [{ recipient: reference, recipientId: child.id }, "items[0].recipient", "required"],
        [{}, "items[0].recipient", "required"],
        [{ recipientId: randomUUID() }, "items[0].recipientId", "unknown"],
      ] as const) {
        const { status, body } = await api.post("/api/v1/allocations", {
          items: [{ ...item, offerId }],
        });
        expect(status).to.equal(400);
        expect(body).to.nested.include({ "errors[0].path": path, "errors[0].code": code });
      }
    });
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
