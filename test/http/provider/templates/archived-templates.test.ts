import { expect } from "chai";
import { loadShippedTemplates } from "../../../../src/actions/templates/load-shipped-templates.ts";
import { insertProviderUser } from "../../../../src/db/providers/provider-users.ts";
import { apiWorld, type ApiWorld } from "../../../support/api-world.ts";
import { anOffer, aTemplate, testKeyRing } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";
import { providerSession } from "../../../support/sessions.ts";

describe("a provider's archived templates", () => {
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  let world: ApiWorld;
  let cookie: string;
  let shippedId: string;

  before(async () => {
    world = await apiWorld(server);
    const [first] = (await loadShippedTemplates(server.deps)).values();
    shippedId = first ?? "";
    const user = { providerId: world.providerId, role: "owner", email: "a@museum.no" } as const;
    const userId = await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, user),
    );
    cookie = `provider=${await providerSession(server.deps, userId)}`;
  });

  const aTemplateOfTheirs = async () =>
    (await aTemplate(database.db, { providerId: world.providerId })).id;
  const send = (id: string, verb: string) => world.provider.post(`/api/v1/templates/${id}/${verb}`);
  const listed = async (query = "") => {
    const { body } = await world.provider.get(`/api/v1/templates?limit=100${query}`);
    return (body["items"] as { id: string }[]).map(({ id }) => id);
  };
  const open = async (path: string) =>
    (await fetch(server.url + path, { headers: { cookie } })).text();
  const press = (path: string) =>
    fetch(server.url + path, {
      method: "POST",
      headers: { cookie },
      body: new URLSearchParams({ csrf: "token" }),
      redirect: "manual",
    });

  it("an archived template is listed among the archived alone, until it is brought back", async () => {
    const id = await aTemplateOfTheirs();
    expect((await send(id, "archive")).status).to.equal(204);
    expect((await send(id, "archive")).status).to.equal(204);
    expect(await listed()).to.not.include(id);
    expect(await listed("&archived=true")).to.deep.equal([id]);
    expect((await send(id, "restore")).status).to.equal(204);
    expect(await listed()).to.include(id);
    expect(await listed("&archived=true")).to.deep.equal([]);
    const told = await database.db("audit_events").where({ subject: id }).orderBy("id");
    expect(told.map(({ action }: { action: string }) => action)).to.deep.equal([
      "template.archived",
      "template.restored",
    ]);
  });

  it("a template is archived and brought back by buttons on the page", async () => {
    const id = await aTemplateOfTheirs();
    const action = `/provider/templates/${id}/`;
    expect(await open("/provider/templates")).to.contain(`${action}archive`);
    expect((await press(`${action}archive`)).status).to.equal(303);
    const list = await open("/provider/templates?notice=archived");
    expect(list).to.contain("Malen er arkivert.").and.not.contain(`${action}archive`);
    expect(await open("/provider/templates?archived=true")).to.contain(`${action}restore`);
    expect((await press(`${action}restore`)).status).to.equal(303);
    expect(await open("/provider/templates")).to.contain(`${action}archive`);
  });

  it("an archived template is offered to no new offer, and kept by one that has it", async () => {
    const id = await aTemplateOfTheirs();
    const own = { providerId: world.providerId, templateId: id };
    const offer = await anOffer(database.db, { ...own, state: "draft" });
    const choice = `value="${id}"`;
    const empty = "/provider/offers/new?activity=cinema";
    expect(await open(empty)).to.contain(choice);
    await send(id, "archive");
    expect(await open(empty)).to.not.contain(choice);
    expect(await open(`/provider/offers/new?from=${offer.id}`)).to.not.contain(choice);
    expect(await open(`/provider/offers/${offer.id}/edit`)).to.contain(choice);
    const changed = await world.provider.patch(`/api/v1/offers/${offer.id}`, { quota: 31 });
    expect(changed.status).to.equal(200);
  });

  it("the API refuses an archived template to a new offer and to one that had another, by its field", async () => {
    const id = await aTemplateOfTheirs();
    await send(id, "archive");
    const offer = await anOffer(database.db, { providerId: world.providerId, state: "draft" });
    const sent = [
      await world.provider.post("/api/v1/offers", { ...world.offerBody, templateId: id }),
      await world.provider.patch(`/api/v1/offers/${offer.id}`, { templateId: id }),
    ];
    for (const { status, body } of sent) {
      expect(status).to.equal(400);
      const [fault] = body["errors"] as Record<string, string>[];
      expect(fault).to.include({ path: "templateId", code: "archived" });
      expect(fault?.["message"]).to.contain("bring it back");
    }
  });

  it("the way to the archive stands on the page only while something is in it", async () => {
    await database.db("templates").update({ archived_at: null });
    const way = "archived=true";
    expect(await open("/provider/templates")).to.not.contain(way);
    const id = await aTemplateOfTheirs();
    await send(id, "archive");
    expect(await open("/provider/templates")).to.contain(way);
  });

  it("a look for one offer bears the offer's name, beside the design that it began with", async () => {
    const offer = await anOffer(database.db, {
      providerId: world.providerId,
      templateId: shippedId,
      state: "draft",
      title: { nb: "Bassengkveld" },
    });
    const form = await open(`/provider/templates/new?from=${shippedId}&offer=${offer.id}`);
    expect(form).to.match(/name="name\.nb"[^>]*value="[^"]+: Bassengkveld"/);
    const free = await open(`/provider/templates/new?from=${shippedId}`);
    expect(free).to.not.contain("Bassengkveld");
  });

  it("a shipped template and another's cannot be archived, also not in the database", async () => {
    expect((await send(shippedId, "archive")).status).to.equal(409);
    const foreign = await aTemplate(database.db, { providerId: world.otherProviderId });
    expect((await send(foreign.id, "archive")).status).to.equal(404);
    const written = await database
      .db("templates")
      .where({ id: shippedId })
      .update({ archived_at: new Date() })
      .catch((error: unknown) => error);
    expect(written).to.have.property("code", "23514");
  });
});
