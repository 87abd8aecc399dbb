import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { findOffer } from "../../../../src/db/offers/offers.ts";
import { anOpenOffer, apiWorld, type ApiWorld } from "../../../support/api-world.ts";
import { aPass, aTemplateDefinition } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";

const icon = new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>']);

function upload(changes: Record<string, unknown> = {}): FormData {
  const data = new FormData();
  data.append("template", JSON.stringify({ ...aTemplateDefinition, ...changes }));
  data.append("icon", icon);
  return data;
}

function withLogo(): FormData {
  const data = upload();
  data.append("logo", icon);
  return data;
}

describe("publishing a changed template over the API", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;
  let templateId: string;
  let offerId: string;

  before(async () => {
    world = await apiWorld(server);
  });
  beforeEach(async () => {
    const made = await world.provider.post("/api/v1/templates", upload());
    templateId = String(made.body["id"]);
    offerId = await anOpenOffer(world, { templateId });
  });

  const publish = (client = world.provider, id = offerId) =>
    client.post(`/api/v1/offers/${id}/publish-template`);
  const change = (changes: Record<string, unknown>) =>
    world.provider.put(`/api/v1/templates/${templateId}`, upload(changes));

  it("publishing a template updates the tickets that are out, those that have ended not, and says how many", async () => {
    const offer = await findOffer(database.db, offerId);
    if (!offer) throw new Error("no offer");
    const out = await aPass(database.db, { offer });
    await aPass(database.db, { offer, state: "pending" });
    const ended = await aPass(database.db, { offer, state: "revoked" });
    const version = async ({ serialNumber }: { serialNumber: string }) =>
      (
        await database
          .db("passes")
          .where({ serial_number: serialNumber })
          .first<{ version: number }>()
      ).version;
    await change({ name: { nb: "Kveldskort" } });
    expect(await version(out)).to.equal(1);
    const published = await publish();
    expect(published.status).to.equal(200);
    const shown = { offerId, templateVersion: 2, waiting: false };
    expect(published.body).to.deep.equal({ ...shown, tickets: 2 });
    expect([await version(out), await version(ended)]).to.deep.equal([2, 1]);
    expect((await publish()).body).to.deep.equal({ ...shown, tickets: 0 });
    expect(await version(out)).to.equal(2);
  });

  const words = { logoText: { nb: "Kvelden er din" } };
  const offerNow = async () => (await world.provider.get(`/api/v1/offers/${offerId}`)).body;
  const decide = async (decision: "approve" | "return") => {
    const { revision } = (await world.culture.get(`/api/v1/offers/${offerId}`)).body;
    const body = decision === "approve" ? { revision } : { reason: "Whose evening?" };
    return world.culture.post(`/api/v1/offers/${offerId}/${decision}`, body);
  };

  for (const [what, differs] of [
    ["other words", () => change(words)],
    ["another field", () => change({ fields: { ...aTemplateDefinition.fields, back: [] } })],
    ["another picture", () => world.provider.put(`/api/v1/templates/${templateId}`, withLogo())],
  ] as const) {
    it(`publishing a template with ${what} waits for the culture office, and the ticket stays until it approves`, async () => {
      const offer = await findOffer(database.db, offerId);
      if (!offer) throw new Error("no offer");
      const { serialNumber } = await aPass(database.db, { offer });
      const version = async () =>
        (
          await database
            .db("passes")
            .where({ serial_number: serialNumber })
            .first<{ version: number }>()
        ).version;
      await differs();
      const waiting = { offerId, templateVersion: 1, tickets: 0, waiting: true };
      expect((await publish()).body).to.deep.equal(waiting);
      expect((await publish()).body, "repeated").to.deep.equal(waiting);
      expect(await offerNow()).to.deep.include({ templateVersion: 1 });
      expect((await offerNow())["pendingChange"]).to.deep.include({
        changes: { templateVersion: 2 },
      });
      expect(await version()).to.equal(1);
      const approved = await decide("approve");
      expect(approved.body).to.include({ templateVersion: 2, state: "open" });
      expect(approved.body).to.not.have.property("pendingChange");
      expect(await version()).to.equal(2);
    });
  }

  it("a look that was returned stays with its reason, is sent again when it is mended, and can be dropped", async () => {
    await change(words);
    await publish();
    await decide("return");
    expect((await offerNow())["pendingChange"]).to.deep.include({
      returnedBecause: "Whose evening?",
      changes: { templateVersion: 2 },
    });
    await change({ logoText: { nb: "Kveldsbad" } });
    expect((await publish()).body).to.include({ waiting: true, templateVersion: 1 });
    expect((await offerNow())["pendingChange"]).to.deep.include({
      changes: { templateVersion: 3 },
    });
    await world.provider.post(`/api/v1/offers/${offerId}/withdraw`);
    expect(await offerNow())
      .to.include({ templateVersion: 1 })
      .and.not.have.property("pendingChange");
  });

  it("a look and a title wait together, and other colours hold at once beside the title that waits", async () => {
    await change(words);
    await publish();
    const title = { nb: "Kveldsbad" };
    await world.provider.patch(`/api/v1/offers/${offerId}`, { title });
    const both = { title, templateVersion: 2 };
    expect((await offerNow())["pendingChange"]).to.deep.include({ changes: both });
    await change({ colors: { ...aTemplateDefinition.colors, background: "#001122" } });
    expect((await publish()).body).to.include({ waiting: false, templateVersion: 3 });
    expect((await offerNow())["pendingChange"]).to.deep.include({ changes: { title } });
    const approved = await decide("approve");
    expect(approved.body).to.deep.include({ title, templateVersion: 3 });
  });

  it("an approval is of the look that was seen", async () => {
    await change(words);
    await publish();
    const { revision } = (await world.culture.get(`/api/v1/offers/${offerId}`)).body;
    await change({ logoText: { nb: "Noe annet" } });
    await publish();
    const late = await world.culture.post(`/api/v1/offers/${offerId}/approve`, { revision });
    expect(late.status).to.equal(409);
    expect(late.body["changed"]).to.deep.equal([
      { path: "pendingChange", current: { templateVersion: 3 } },
    ]);
  });

  const givenWithoutApproval = () =>
    database
      .db("offers")
      .where({ id: offerId })
      .update({ template_version: 2 })
      .then(
        () => undefined,
        (error: unknown) => (error as { constraint?: string }).constraint,
      );

  it("the database refuses other words on an approved offer's tickets that did not wait", async () => {
    await change(words);
    expect(await givenWithoutApproval()).to.equal("look_is_approved");
  });

  it("the database refuses a look that the office returned", async () => {
    await change(words);
    await publish();
    await world.culture.post(`/api/v1/offers/${offerId}/return`, { reason: "Hvorfor?" });
    expect(await givenWithoutApproval()).to.equal("look_is_approved");
  });

  it("a look that waits ends with its change, also where a process of before it ends that", async () => {
    await change(words);
    await publish();
    const nothing = { pending_terms: null, pending_at: null, pending_returned: null };
    await database.db("offers").where({ id: offerId }).update(nothing);
    const row = await database.db("offers").where({ id: offerId }).first<object>();
    expect(row).to.include({ pending_template_version: null });
  });

  it("publishing a template is refused for another style, since a ticket's style is settled", async () => {
    await change({ style: "membership" });
    const { status, body } = await publish();
    expect([status, body["code"]]).to.deep.equal([409, "illegal_state"]);
    expect(body["detail"]).to.equal("The style of a ticket cannot change.");
  });

  it("publishing a template is refused for an offer that does not run", async () => {
    await world.provider.post(`/api/v1/offers/${offerId}/close`);
    const { status, body } = await publish();
    expect([status, body["code"]]).to.deep.equal([409, "illegal_state"]);
  });

  it("publishing a template is the provider's alone", async () => {
    expect((await publish(world.otherProvider)).status).to.equal(404);
    expect((await publish(world.provider, randomUUID())).status).to.equal(404);
    for (const office of [world.nav, world.culture]) {
      expect((await publish(office)).status).to.equal(403);
    }
    expect((await publish(world.nobody)).status).to.equal(401);
  });
});
