import { expect } from "chai";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { ensureClaimLink } from "../../../src/db/recipients/claim-links.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
import {
  anOffer,
  aPass,
  aRecipient,
  testKeyRing,
  type BuiltRecipient,
} from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

describe("waiting lists over HTTP", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025"]);
  let api: ApiClient;

  before(async () => {
    const own = { name: "test", role: "nav" as const, municipalities: ["5025"] };
    api = apiClient(pages, (await createApiKey(pages.deps, own)).key);
  });

  /** An offer whose only ticket is out, and a child. */
  async function soldOut(): Promise<{ offer: Offer; child: BuiltRecipient; path: string }> {
    const offer = await anOffer(database.db, { quota: 1 });
    await aPass(database.db, { offer });
    const child = await aRecipient(database.db);
    return { offer, child, path: `/nav/offers/${offer.id}/waiting-list` };
  }
  const free = ({ id }: Offer) => database.db("offers").where({ id }).update({ quota: 2 });
  const html = async (path: string) => (await pages.get(path)).text();

  it("the API puts recipients on a waiting list, lists them and takes them off", async () => {
    const { offer, child } = await soldOut();
    const list = `/api/v1/offers/${offer.id}/waiting-list`;
    const grown = await aRecipient(database.db, { birthYear: 2000 });
    const added = await api.post(list, { recipients: [child.reference, grown.reference] });
    expect(added).to.deep.include({
      status: 200,
      body: { refused: [{ recipientId: grown.id, reason: "outside_age" }] },
    });
    await free(offer);
    const shown = (await api.get(list)).body as { ticketsLeft: number; items: object[] };
    expect(shown.ticketsLeft).to.equal(1);
    expect(shown.items).to.have.length(1);
    expect(shown.items[0]).to.include({
      ...{ place: 1, recipientId: child.id, recipient: child.reference, state: "proposed" },
    });
    const unknown = await api.post(list, { recipients: ["nobody"] });
    expect(unknown.body).to.have.nested.property("errors[0].path", "recipients[0]");
    expect((await api.post(list, {})).status).to.equal(400);
    const one = `${list}?recipient=${child.reference}`;
    expect((await api.delete(one)).status).to.equal(204);
    expect((await api.delete(one)).status).to.equal(404);
    expect((await api.delete(list)).body).to.have.nested.property("errors[0].path", "recipient");
  });

  it("an officer who allocated nothing for want of tickets puts the children on the waiting list", async () => {
    const { offer, child, path } = await soldOut();
    const refused = await pages.post("/nav/allocate", [
      ["recipient", child.id],
      ["offer", offer.id],
    ]);
    const place = `${offer.id} ${child.id}`;
    expect(await refused.text()).to.contain(`name="place" value="${place}"`);
    const put = await pages.post("/nav/waiting-list", { place });
    expect(put.headers.get("location")).to.equal(`${path}?notice=added`);
    expect(await html(path)).to.contain(child.reference);
  });

  it("a form that names more than fifty offers, or a thousand references, fills no list", async () => {
    const { child, path } = await soldOut();
    const places = Array.from({ length: 51 }, (): [string, string] => [
      "place",
      `${crypto.randomUUID()} ${child.id}`,
    ]);
    expect((await pages.post("/nav/waiting-list", places)).status).to.equal(413);
    const pasted = [child.reference, ...Array.from({ length: 1_000 }, (_, at) => `X-${at}`)];
    const refused = await pages.post(path, { pasted: pasted.join("\n") });
    expect(refused.status).to.equal(400);
    expect(await refused.text()).to.contain("Skriv høyst 1000 referanser");
  });

  it("a thousand pasted references are said to be too many where children are chosen, and nothing else is", async () => {
    const pasted = Array.from({ length: 1_001 }, (_, at) => `X-${at}`).join("\n");
    const { offer } = await soldOut();
    const refused = await pages.post("/nav/allocate/check", { pasted, offer: offer.id });
    expect(refused.status).to.equal(400);
    expect(await refused.text())
      .to.contain("Høyst 1000")
      .and.not.contain("Velg minst én mottaker");
  });

  it("an officer's many forms wait for each other, and another officer's does not wait for those of two", async () => {
    const { offer, child, path } = await soldOut();
    const other = await soldOut();
    const held = await database.db.transaction();
    try {
      await held("offers").where({ id: offer.id }).forUpdate();
      const answered: number[] = [];
      const many: Promise<void>[] = [];
      for (const [at, officer] of ["nora", "ola"].entries()) {
        await pages.signInAs(officer);
        const sent = Array.from({ length: 30 }, async () => {
          answered.push((await pages.post(path, { pasted: child.reference })).status);
        });
        many.push(...sent);
        const refused = 8 * (at + 1);
        await eventually(
          "the officer's further forms are refused",
          () => answered.length === refused,
        );
      }
      expect(new Set(answered)).to.deep.equal(new Set([503]));
      await pages.signInAs("oda");
      const put = await pages.post(other.path, { pasted: other.child.reference });
      expect(put.headers.get("location")).to.contain("notice=added");
      await held.rollback();
      await Promise.all(many);
      expect(answered.filter((status) => status === 303)).to.have.length(44);
    } finally {
      if (!held.isCompleted()) await held.rollback();
      await pages.signInAs("nora");
    }
  });

  it("the front page proposes a freed ticket, allocates it at one click, and says when somebody was faster", async () => {
    const { offer, child, path } = await soldOut();
    await pages.post(path, { pasted: `${child.reference}\n` });
    const place = `${offer.id} ${child.id}`;
    expect(await html("/nav")).not.to.contain(place);
    await free(offer);
    expect(await html("/nav")).to.contain(`name="place" value="${place}"`);
    const confirmed = await pages.post("/nav/waiting-list/confirm", { place });
    expect(confirmed.headers.get("location")).to.match(/^\/nav\/allocations\//);
    const again = await pages.post("/nav/waiting-list/confirm", { place });
    expect(again.headers.get("location")).to.equal("/nav?notice=changed");
    expect(await html("/nav?notice=changed")).to.contain("Ventelisten er endret");
  });

  it("the page of a waiting list shows a reference that is unknown again, and lets a child be declined and removed", async () => {
    const { offer, child, path } = await soldOut();
    expect((await pages.post(path, { pasted: " " })).status).to.equal(400);
    const unknown = await pages.post(path, { pasted: "SAK-UKJENT" });
    expect(unknown.status).to.equal(400);
    expect(await unknown.text()).to.contain("SAK-UKJENT</textarea>");
    await pages.post(path, { pasted: child.reference });
    await free(offer);
    await pages.post(`${path}/${child.id}/decline`);
    expect(await html(path)).to.contain("Takket nei denne gangen");
    await pages.post(`${path}/${child.id}/remove`);
    expect(await html(path)).to.contain("Ingen venter.");
    expect((await pages.post(`${path}/${child.id}/remove`)).status).to.equal(404);
  });

  it("an officer sees no offer and no child of another municipality on a waiting list", async () => {
    const elsewhere = await anOffer(database.db, { municipalities: ["5026"] });
    expect((await pages.get(`/nav/offers/${elsewhere.id}/waiting-list`)).status).to.equal(404);
    const both = await anOffer(database.db, { municipalities: ["5025", "5026"] });
    const other = await aRecipient(database.db, { municipality: "5026" });
    await database.db("waiting_places").insert({
      ...{ offer_id: both.id, recipient_id: other.id, entered_at: new Date() },
    });
    const list = await html(`/nav/offers/${both.id}/waiting-list`);
    expect(list).to.contain("Ingen venter.").and.not.to.contain(other.reference);
  });

  it("a family reads what it waits for, folded, and leaves the list only by the button", async () => {
    const { offer, child, path } = await soldOut();
    await pages.post(path, { pasted: child.reference });
    const link = await database.db.transaction((trx) =>
      ensureClaimLink(trx, testKeyRing, child.id),
    );
    const claim = `${pages.url}/t/${link.token}`;
    const page = await (await fetch(claim)).text();
    expect(page)
      .to.contain("<summary>Venteliste</summary>")
      .and.to.contain("Dagskort i skitrekket");
    const leave = `${claim}/waiting/${offer.id}`;
    expect(await (await fetch(leave)).text()).to.contain("Vil du gå ut av ventelisten?");
    expect(await html(path)).to.contain(child.reference);
    const left = await fetch(leave, { method: "POST" });
    expect(await left.text()).to.contain("Du er ute av ventelisten.");
    expect(await html(path)).not.to.contain(child.reference);
    expect((await fetch(leave, { redirect: "manual" })).status).to.equal(303);
  });
});
