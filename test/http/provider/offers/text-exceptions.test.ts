import { expect } from "chai";
import { findOffer } from "../../../../src/db/offers/offers.ts";
import { insertProviderUser } from "../../../../src/db/providers/provider-users.ts";
import { formOfOffer } from "../../../../src/http/provider/offers/offer-form-values.ts";
import { apiWorld, type ApiWorld } from "../../../support/api-world.ts";
import { anOffer, testKeyRing } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";
import { providerSession, staffSession } from "../../../support/sessions.ts";

const title = { nb: "Fattigdom på 1800-tallet" };
const textReason = "Navnet på utstillingen.";

describe("a text with a word of the deny-list that the culture office accepts", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
  });

  async function submitted(changes: object = { title, textReason }): Promise<string> {
    const draft = await world.provider.post("/api/v1/offers", { ...world.offerBody, ...changes });
    expect(draft.status, JSON.stringify(draft.body)).to.equal(201);
    const id = String(draft.body["id"]);
    expect((await world.provider.post(`/api/v1/offers/${id}/submit`)).status).to.equal(200);
    return id;
  }
  const show = async (id: string) => (await world.culture.get(`/api/v1/offers/${id}`)).body;
  const approve = async (id: string, acceptedTexts?: string[]) => {
    const { revision } = await show(id);
    return world.culture.post(`/api/v1/offers/${id}/approve`, { revision, acceptedTexts });
  };
  const change = (id: string, changes: object) =>
    world.provider.patch(`/api/v1/offers/${id}`, changes);
  const exceptionsOf = async (id: string) => (await show(id))["textExceptions"];

  it("is refused without a reason, opens with one once the office has accepted it, and is in the audit trail", async () => {
    const plain = await world.provider.post("/api/v1/offers", { ...world.offerBody, title });
    expect(plain.body["code"]).to.equal("revealing_text");
    const id = await submitted();
    const asked = { path: "title.nb", reason: textReason };
    expect(await exceptionsOf(id)).to.deep.equal([{ ...asked, accepted: false }]);
    for (const paths of [undefined, [], ["title.nn"]]) {
      const unseen = await approve(id, paths);
      expect(unseen.status).to.equal(400);
      expect(unseen.body["errors"]).to.have.nested.property("[0].path", "acceptedTexts");
    }
    const acceptedTexts = ["title.nb"];
    const blind = await world.culture.post(`/api/v1/offers/${id}/approve`, { acceptedTexts });
    expect(blind.body["errors"]).to.have.nested.property("[0].path", "revision");
    expect((await approve(id, acceptedTexts)).body["state"]).to.equal("open");
    expect(await exceptionsOf(id)).to.deep.equal([{ ...asked, accepted: true }]);
    const event = await database
      .db("audit_events")
      .where({ subject: id, action: "offer.text_accepted" })
      .first<{ detail: { path: string } }>("detail");
    expect(event.detail.path).to.equal("title.nb");
    const { body } = await world.nav.get(`/api/v1/offers/${id}`);
    expect(body).to.not.have.property("textExceptions");
  });

  it("stays accepted while other terms change, and is lost when the text does", async () => {
    const id = await submitted();
    await approve(id, ["title.nb"]);
    expect((await change(id, { quota: 12 })).status).to.equal(200);
    const other = { title: { nb: "Fattigdom på 1700-tallet" } };
    expect((await change(id, other)).body["code"]).to.equal("revealing_text");
    expect((await change(id, { ...other, textReason })).status).to.equal(200);
    expect((await approve(id)).status).to.equal(400);
    expect((await show(id))["title"]).to.deep.equal(title);
    expect((await approve(id, ["title.nb"])).status).to.equal(200);
    expect((await show(id))["title"]).to.deep.equal(other.title);
    expect(await exceptionsOf(id)).to.have.length(1);
    expect((await change(id, { title })).body["code"]).to.equal("revealing_text");
  });

  it("is asked for anew in a draft that was changed and changed back, in another field and in another offer", async () => {
    const id = await submitted();
    await world.provider.post(`/api/v1/offers/${id}/withdraw`);
    expect((await change(id, { title: { nb: "Utstilling" } })).status).to.equal(200);
    expect((await change(id, { title })).body["code"]).to.equal("revealing_text");
    expect((await change(id, { title, textReason })).status).to.equal(200);
    expect((await change(id, { description: title })).body["code"]).to.equal("revealing_text");
    const copy = await world.provider.post("/api/v1/offers", { ...world.offerBody, title });
    expect(copy.body["code"]).to.equal("revealing_text");
  });

  it("is refused with any reason where the word can never be accepted, and where the text holds already", async () => {
    const never = { title: { nb: "NAV gjennom hundre år" }, textReason };
    const refused = await world.provider.post("/api/v1/offers", { ...world.offerBody, ...never });
    expect(refused.body["code"]).to.equal("revealing_text");
    const { id } = await anOffer(database.db, {
      providerId: world.providerId,
      state: "open",
      title,
    });
    const changed = await change(id, { quota: 99, textReason });
    expect(changed.body["code"]).to.equal("revealing_text");
  });

  it("the database opens no offer with a text that waits, takes no late exception, and keeps an accepted one", async () => {
    const { db } = database;
    const refusalOf = (write: Promise<unknown>) =>
      write.then(
        () => "taken",
        (error: unknown) => (error as { code: string }).code,
      );
    const id = await submitted();
    const open = () => refusalOf(db("offers").where({ id }).update({ state: "open" }));
    expect(await open()).to.equal("23514");
    const row = await db("text_exceptions").where({ offer_id: id }).first<object>();
    await approve(id, ["title.nb"]);
    const exception = db("text_exceptions").where({ offer_id: id });
    const undone = exception.clone().update({ accepted_at: null, accepted_by: null });
    expect(await refusalOf(undone)).to.equal("23514");
    await exception.clone().delete();
    expect(await refusalOf(db("text_exceptions").insert(row))).to.equal("23514");
    // The negative control: what no exception waits for is opened by the same write.
    const plain = await submitted({});
    expect(await refusalOf(db("offers").where({ id: plain }).update({ state: "open" }))).to.equal(
      "taken",
    );
  });

  it("waits on the page of an open offer while its change does, and no more once that was returned", async () => {
    const id = await submitted({});
    await approve(id);
    const user = { providerId: world.providerId, role: "owner", email: "b@museum.no" } as const;
    const userId = await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, user),
    );
    const cookie = `provider=${await providerSession(server.deps, userId)}`;
    const page = async () =>
      (await fetch(`${server.url}/provider/offers/${id}`, { headers: { cookie } })).text();
    const waits = `Kulturkontoret må godta disse tekstene før de gjelder: «${title.nb}»`;
    expect((await change(id, { title, textReason })).status).to.equal(200);
    expect((await page()).replaceAll("<!-- -->", "")).to.contain(waits);
    const returned = { reason: "Hva er nytt?" };
    const decided = await world.culture.post(`/api/v1/offers/${id}/return`, returned);
    expect(decided.status, JSON.stringify(decided.body)).to.equal(200);
    expect(await page())
      .to.contain("Hva er nytt?")
      .and.not.contain("må godta disse tekstene");
  });

  it("is asked for on the provider's form and accepted by a box on the office's page", async () => {
    const draft = await world.provider.post("/api/v1/offers", world.offerBody);
    const id = String(draft.body["id"]);
    const user = { providerId: world.providerId, role: "owner", email: "a@museum.no" } as const;
    const userId = await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, user),
    );
    const offer = await findOffer(database.db, id);
    if (!offer) throw new Error("no offer");
    const send = async (path: string, cookie: string, values: object) => {
      const body = new URLSearchParams({ csrf: "token" });
      for (const [name, value] of Object.entries(values) as [string, string | string[]][])
        for (const one of [value].flat()) body.append(name, one);
      const headers = { cookie };
      return fetch(server.url + path, { method: "POST", headers, body, redirect: "manual" });
    };
    const own = `provider=${await providerSession(server.deps, userId)}`;
    const values = { ...formOfOffer(offer), "title.nb": title.nb };
    const path = `/provider/offers/${id}/edit`;
    const refused = await (await send(path, own, values)).text();
    expect(refused).to.contain('name="textReason"').and.contain("Hvorfor trengs ordet?");
    const never = { ...values, "title.nb": "Gratis kino" };
    expect(await (await send(path, own, never)).text()).to.not.contain('name="textReason"');
    expect((await send(path, own, { ...values, textReason })).status).to.equal(303);
    await world.provider.post(`/api/v1/offers/${id}/submit`);
    const page = await fetch(`${server.url}/provider/offers/${id}`, { headers: { cookie: own } });
    expect(await page.text()).to.contain("Kulturkontoret må godta disse tekstene");

    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    const office = `staff=${await staffSession(server.deps, claims)}`;
    const review = `/culture/offers/${id}`;
    const shown = await fetch(server.url + review, { headers: { cookie: office } });
    const text = await shown.text();
    expect(text).to.contain("Godta «fattigdom» i navnet").and.contain(textReason);
    const revision = /name="revision" value="([^"]+)"/.exec(text)?.[1] ?? "";
    const unticked = await send(`${review}/approve`, office, { revision });
    expect(await unticked.text()).to.contain("Godta teksten, eller send tilbake.");
    const ticked = { revision, acceptedTexts: "title.nb" };
    expect((await send(`${review}/approve`, office, ticked)).status).to.equal(303);
    expect((await show(id))["state"]).to.equal("open");
  });
});
