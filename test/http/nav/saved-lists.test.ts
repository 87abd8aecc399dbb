import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { createRecipientList } from "../../../src/actions/lists/create-recipient-list.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { apiClient } from "../../support/api-client.ts";
import { aMunicipality, anOffer, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

const both: Actor = { role: "nav", id: "nora", municipalities: ["5025", "5026"] };

describe("saved lists on NAV's pages and over the API", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025", "5026"]);
  let here: string;
  let there: string;
  let offerId: string;

  before(async () => {
    const { db } = database;
    for (const number of ["5025", "5026"]) await aMunicipality(db, number);
    here = (await aRecipient(db, { reference: "HERE" })).id;
    there = (await aRecipient(db, { reference: "THERE", municipality: "5026" })).id;
    const municipalities = ["5025", "5026"];
    offerId = (await anOffer(db, { municipalities, perRecipient: 9, quota: 99 })).id;
  });

  beforeEach(() => database.owner("recipient_lists").delete());

  const choice = () =>
    [
      ["recipient", here],
      ["recipient", there],
      ["offer", offerId],
    ] as [string, string][];
  const saved = () =>
    database.db("recipient_lists").orderBy("municipality_number").pluck("municipality_number");
  const checkedIn = (page: string) =>
    page.match(/name="recipient"[^>]*checked=""|checked=""[^>]*name="recipient"/g)?.length ?? 0;

  it("an allocation saves its recipients as a list only where the officer names one, once for a form sent twice", async () => {
    const form = [...choice(), ["key", randomUUID()]] as [string, string][];
    const plain = await pages.post("/nav/allocate", form);
    expect(plain.headers.get("location")).to.match(/^\/nav\/allocations\/[0-9a-f-]{36}$/);
    expect(await saved()).to.deep.equal([]);
    const named = [...choice(), ["key", randomUUID()], ["listName", "Vinterferie"]] as [
      string,
      string,
    ][];
    for (const answer of [
      await pages.post("/nav/allocate", named),
      await pages.post("/nav/allocate", named),
    ]) {
      expect(answer.status).to.equal(303);
      const page = await (await pages.get(answer.headers.get("location") ?? "")).text();
      expect(page).to.contain("Listen er lagret.");
    }
    expect(await saved()).to.deep.equal(["5025", "5026"]);
  });

  it("a name that holds an identity number is refused before anything is allocated", async () => {
    const before = (await database.db("allocations")).length;
    const named = [...choice(), ["listName", "Ola 15031710054"]] as [string, string][];
    for (const path of ["/nav/allocate/check", "/nav/allocate", "/nav/allocate/save"]) {
      const answer = await pages.post(path, named);
      expect(answer.status, path).to.equal(400);
      const page = await answer.text();
      expect(page, path).to.contain("uten fødselsnummer").and.to.contain('value="Ola 15031710054"');
    }
    expect(await database.db("allocations")).to.have.length(before);
    expect(await saved()).to.deep.equal([]);
  });

  it("an officer saves a list without allocating, sees who is in it, chooses them, renames and deletes it", async () => {
    const kept = await pages.post("/nav/allocate/save", [
      ["recipient", here],
      ["listName", "Vinterferie"],
    ]);
    expect(kept.headers.get("location")).to.equal("/nav/lists?notice=list-saved");
    const lists = await (await pages.get("/nav/lists?notice=list-saved")).text();
    expect(lists).to.contain("Listen er lagret.").and.to.contain("Vinterferie");
    const [, id = ""] = /href="\/nav\/lists\/([0-9a-f-]{36})"/.exec(lists) ?? [];
    expect(await (await pages.get(`/nav/lists/${id}`)).text()).to.contain("HERE<");
    const chosen = await (await pages.post("/nav/allocate/choose", { list: id, do: "all" })).text();
    expect(checkedIn(chosen)).to.equal(1);
    expect(chosen).to.contain("HERE<").and.to.not.contain("THERE<");
    const wrong = await pages.post(`/nav/lists/${id}`, { name: "" });
    expect(wrong.status).to.equal(400);
    const renamed = await pages.post(`/nav/lists/${id}`, { name: "Påske" });
    const page = await (await pages.get(renamed.headers.get("location") ?? "")).text();
    expect(page).to.contain("Navnet er endret.").and.to.contain("Påske");
    expect(await (await pages.get(`/nav/lists/${id}/remove`)).text()).to.contain("Påske");
    const removed = await pages.post(`/nav/lists/${id}/remove`);
    expect(removed.headers.get("location")).to.equal("/nav/lists?notice=list-removed");
    expect(await saved()).to.deep.equal([]);
    expect((await pages.get(`/nav/lists/${id}`)).status).to.equal(404);
  });

  it("the filter combines a list with what its children hold", async () => {
    const fresh = await aRecipient(database.db, { reference: "FRESH" });
    const named = [here, fresh.id].map((recipientId) => ({ recipientId, path: "" }));
    const list = { actor: both, municipality: "5025", name: "Vinterferie", named };
    const id = await createRecipientList(pages.deps, list);
    const asked = { offer: offerId, list: id, holding: "notChosen" };
    const page = await (await pages.post("/nav/allocate/choose", asked)).text();
    expect(page).to.contain("FRESH<").and.to.not.contain("HERE<");
  });

  it("the API saves, lists, shows, renames and deletes a list, of the own municipalities alone", async () => {
    const keyOf = async (...municipalities: string[]) => {
      const owner = { role: "nav", name: "test", municipalities } as const;
      return apiClient(pages, (await createApiKey(pages.deps, owner)).key);
    };
    const api = await keyOf("5025", "5026");
    const path = "/api/v1/recipient-lists";
    const body = { name: "Vinterferie", municipality: "5025", recipients: ["HERE"] };
    const made = await api.post(path, body);
    expect(made.status).to.equal(201);
    const id = String(made.body["id"]);
    const summary = { id, municipality: "5025", name: "Vinterferie", count: 1 };
    expect(made.body).to.deep.include({ ...summary, recipientIds: [here] });
    const { items } = (await api.get(path)).body as { items: Record<string, unknown>[] };
    expect(items).to.have.length(1);
    expect(items[0]).to.include(summary);
    const renamed = await api.patch(`${path}/${id}`, { name: "Påske" });
    expect(renamed.body).to.include({ name: "Påske" });
    const elsewhere = await keyOf("5026");
    expect((await elsewhere.get(`${path}/${id}`)).status).to.equal(404);
    expect((await elsewhere.delete(`${path}/${id}`)).status).to.equal(404);
    expect((await elsewhere.get(path)).body).to.deep.equal({ items: [] });
    expect((await elsewhere.post(path, body)).status).to.equal(403);
    expect((await api.delete(`${path}/${id}`)).status).to.equal(204);
    expect((await api.get(`${path}/${id}`)).status).to.equal(404);
  });

  for (const [fault, changes, at] of [
    ["an unknown reference", { recipients: ["HERE", "NOBODY"] }, "recipients[1]"],
    ["a child of another municipality", { recipients: ["HERE", "THERE"] }, "recipients[1]"],
    ["no children", { recipients: [] }, "recipients"],
    ["neither references nor ids", { recipients: undefined }, "recipients"],
    ["an identity number in the name", { name: "Kari 15031710054" }, "name"],
  ] as const) {
    it(`the API refuses a list with ${fault}, and names where it stands`, async () => {
      const owner = { role: "nav" as const, name: "test", municipalities: ["5025", "5026"] };
      const api = apiClient(pages, (await createApiKey(pages.deps, owner)).key);
      const body = { name: "Vinterferie", municipality: "5025", recipients: ["HERE"], ...changes };
      const answer = await api.post("/api/v1/recipient-lists", body);
      expect(answer.status).to.equal(400);
      const errors = answer.body["errors"] as { path: string }[];
      expect(errors.map(({ path }) => path)).to.deep.equal([at]);
      expect(await saved()).to.deep.equal([]);
    });
  }
});
