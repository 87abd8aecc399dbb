import { expect } from "chai";
import { anOpenOffer, apiWorld, type ApiWorld } from "../../../support/api-world.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";

interface Listed {
  id: string;
  externalId?: string;
  updatedAt: string;
}

describe("the API for offers of a provider's own system", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
  });

  const create = (changes: Record<string, unknown>, client = world.provider) =>
    client.post("/api/v1/offers", { ...world.offerBody, ...changes });
  const list = async (query: string, client = world.provider) => {
    const { status, body } = await client.get(`/api/v1/offers?${query}`);
    expect(status, JSON.stringify(body)).to.equal(200);
    return body["items"] as Listed[];
  };
  const ids = (offers: Listed[]) => offers.map(({ id }) => id);

  it("an offer is found by its externalId, which another provider can have, too", async () => {
    const { body } = await create({ externalId: "A-1" });
    expect(body["externalId"]).to.equal("A-1");
    expect(ids(await list("externalId=A-1"))).to.deep.equal([body["id"]]);
    expect(await list("externalId=A-1", world.otherProvider)).to.deep.equal([]);
    expect(await list("externalId=A-2")).to.deep.equal([]);
  });

  it("an externalId that another offer has is refused by name when an offer is created or changed", async () => {
    await create({ externalId: "B-1" });
    const { body: other } = await create({ externalId: "B-2" });
    const address = `/api/v1/offers/${String(other["id"])}`;
    for (const refused of [
      await create({ externalId: "B-1" }),
      await world.provider.patch(address, { externalId: "B-1", quota: 3 }),
    ]) {
      expect(refused.status).to.equal(409);
      expect(refused.body).to.deep.include({
        code: "conflict",
        errors: [
          { path: "externalId", code: "taken", message: "must be unique among your offers" },
        ],
      });
    }
    expect((await world.provider.get(address)).body).to.include({ externalId: "B-2", quota: 10 });
    const freed = await world.provider.patch(address, { externalId: null });
    expect(freed.body).not.to.have.property("externalId");
    expect((await create({ externalId: "B-2" })).status).to.equal(201);
  });

  it("of twenty requests at once with one externalId, one makes an offer", async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => create({ externalId: "C-1" })));
    const statuses = all.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).to.have.length(1);
    expect(statuses.filter((status) => status === 409)).to.have.length(19);
  });

  for (const text of ["two\nlines", "\u202Eback", "zero\u200Bwidth", "", "x".repeat(101)]) {
    it(`the externalId ${JSON.stringify(text).slice(0, 20)} is refused`, async () => {
      const { status, body } = await create({ externalId: text });
      expect(status).to.equal(400);
      expect(body["errors"]).to.have.nested.property("[0].path", "externalId");
    });
  }

  it("?state= lists the offers in one state, for those who may see it", async () => {
    const { body } = await create({});
    const open = await anOpenOffer(world);
    expect(ids(await list("state=draft&limit=500")))
      .to.include(body["id"])
      .and.not.include(open);
    expect(ids(await list("state=open&limit=500"))).to.deep.equal([open]);
    expect(await list("state=draft", world.culture)).to.deep.equal([]);
    expect(await list("state=draft", world.nav)).to.deep.equal([]);
  });

  it("?updatedSince= lists what changed in terms or state, and not what was only allocated", async () => {
    const changed = await anOpenOffer(world);
    const allocated = await anOpenOffer(world);
    const [{ updatedAt }] = (await list(`limit=1&externalId=A-1`)) as [Listed];
    expect(ids(await list(`updatedSince=${updatedAt}&limit=500`))).to.include(changed);
    const { body } = await world.provider.get(`/api/v1/offers/${allocated}`);
    const since = new Date(Date.parse(String(body["updatedAt"])) + 1).toISOString();
    await database.db("offers").where({ id: allocated }).update({ allocated: 1 });
    await world.provider.post(`/api/v1/offers/${changed}/pause`);
    expect(ids(await list(`updatedSince=${since}`))).to.deep.equal([changed]);
  });

  for (const query of [
    "state=opened",
    "updatedSince=yesterday",
    "updatedSince=0027-01-01T00:00Z",
  ]) {
    it(`?${query} is refused by name`, async () => {
      const { status, body } = await world.provider.get(`/api/v1/offers?${query}`);
      expect(status).to.equal(400);
      expect(body["errors"]).to.have.nested.property("[0].path", query.split("=")[0]);
    });
  }

  describe("a batch", () => {
    const batch = (items: object[], headers?: Record<string, string>) =>
      world.provider.post("/api/v1/offers/batch", { items }, headers);
    const item = (changes: object = {}) => ({ ...world.offerBody, ...changes });
    const count = async () => (await database.db("offers")).length;

    it("makes a hundred drafts in order, and the same ones for the same Idempotency-Key", async () => {
      const before = await count();
      const items = Array.from({ length: 100 }, (_, i) => item({ externalId: `D-${i}` }));
      const key = { "Idempotency-Key": "batch-1" };
      const { status, body } = await batch(items, key);
      expect(status, JSON.stringify(body).slice(0, 300)).to.equal(201);
      const made = body["items"] as Listed[];
      expect(made.map(({ externalId }) => externalId)).to.deep.equal(items.map((_, i) => `D-${i}`));
      expect((await batch(items, key)).body).to.deep.equal(body);
      expect(await count()).to.equal(before + 100);
    });

    it("makes none when one is refused, and names the faults of all", async () => {
      const before = await count();
      const { status, body } = await batch([
        item({ externalId: "E-1" }),
        item({ weekdays: [1], validUntil: "2026-12-20" }),
        item({ title: { nb: "Gratis dagskort" } }),
        item({ externalId: "E-1" }),
      ]);
      expect(status).to.equal(400);
      const errors = body["errors"] as { path: string; code: string }[];
      expect(errors.map(({ path, code }) => `${path} ${code}`)).to.deep.equal([
        "items[1].weekdays never_valid",
        "items[2].title.nb revealing_text",
        "items[3].externalId taken",
      ]);
      expect(await count()).to.equal(before);
    });

    for (const [what, length] of [
      ["no offer", 0],
      ["101 offers", 101],
    ] as const) {
      it(`is refused with ${what}`, async () => {
        const { status, body } = await batch(Array.from({ length }, () => item()));
        expect(status).to.equal(400);
        expect(body["errors"]).to.have.nested.property("[0].path", "items");
      });
    }
  });

  it("warnings name what is allowed and probably wrong, to provider and culture office alone", async () => {
    const { body } = await create({ quota: 2, companions: 0, ageTo: 7 });
    const warned = (answer: Record<string, unknown>) =>
      (answer["warnings"] as { path: string; code: string; message: string }[]).map(
        ({ path, code }) => `${path} ${code}`,
      );
    const expected = [
      "title.nn no_nynorsk",
      "description.nb no_description",
      "quota few_tickets",
      "companions small_children_alone",
      "place.name no_place",
    ];
    expect(warned(body)).to.deep.equal(expected);
    const address = `/api/v1/offers/${String(body["id"])}`;
    expect(warned((await world.provider.post(`${address}/submit`)).body)).to.deep.equal(expected);
    expect(warned((await world.culture.get(address)).body)).to.deep.equal(expected);
    await world.culture.post(`${address}/approve`);
    expect((await world.nav.get(address)).body).not.to.have.property("warnings");
    const { body: changed } = await world.provider.patch(address, { place: null });
    expect(warned(changed)).to.include("place.name no_place");
  });
});
