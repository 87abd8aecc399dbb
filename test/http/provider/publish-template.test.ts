import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { findOffer } from "../../../src/db/offers/offers.ts";
import { anOpenOffer, apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { aPass, aTemplateDefinition } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

const icon = new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>']);

function upload(changes: Record<string, unknown> = {}): FormData {
  const data = new FormData();
  data.append("template", JSON.stringify({ ...aTemplateDefinition, ...changes }));
  data.append("icon", icon);
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
    expect(published.body).to.deep.equal({ offerId, templateVersion: 2, tickets: 2 });
    expect([await version(out), await version(ended)]).to.deep.equal([2, 1]);
    expect((await publish()).body).to.deep.equal({ offerId, templateVersion: 2, tickets: 0 });
    expect(await version(out)).to.equal(2);
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
