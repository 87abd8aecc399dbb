import { expect } from "chai";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { createClaimLink } from "../../../src/actions/recipients/create-claim-link.ts";
import { maxFound } from "../../../src/actions/recipients/find-recipients.ts";
import { removeIdleRecipients } from "../../../src/actions/recipients/remove-idle-recipients.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
import { aMunicipality } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";
import { waitForLock } from "../../support/wait-for-lock.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const actorOf = (...municipalities: string[]): Actor => ({
  ...{ role: "nav", id: "nora", municipalities },
});
let number = 0;

describe("a recipient's household", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025"]);
  let api: ApiClient;

  before(async () => {
    for (const each of ["5025", "5026"]) await aMunicipality(database.db, each);
    const named = { name: "test", municipalities: ["5025"], seesProtected: true };
    const key = { role: "nav" as const, ...named };
    api = apiClient(pages, (await createApiKey(pages.deps, key)).key);
  });

  async function aChild(
    label: string,
    household?: string,
    municipality = "5025",
    contact: { delivery: "print" | "sms"; phone?: string } = { delivery: "print" },
  ) {
    const input = { label, reference: `SAK-${++number}`, birthYear: 2016, language: "nb" } as const;
    const { recipient } = await upsertRecipient(pages.deps, {
      ...{ ...input, household, municipality, ...contact, actor: actorOf(municipality) },
    });
    return recipient;
  }
  const textOf = async (id: string) => (await pages.get(`/nav/recipients/${id}`)).text();
  const audited = (subject: string) =>
    database
      .db("audit_events")
      .where({ subject })
      .whereLike("action", "household.%")
      .orderBy("id")
      .pluck("action");

  it("a recipient's page names the others of the household, and none of another municipality or household", async () => {
    const one = await aChild("A", "H-1");
    const two = await aChild("B", "H-1");
    const stranger = await aChild("C", "H-2");
    const elsewhere = await aChild("D", "H-1", "5026");
    await database
      .db("recipients")
      .where({ id: elsewhere.id })
      .update({ household_id: one.householdId });
    const text = await textOf(one.id);
    expect(text).to.contain(`href="/nav/recipients/${two.id}"`);
    expect(text).not.to.contain(stranger.id).and.not.to.contain(elsewhere.id);
    for (const { id } of [one, two]) expect(await audited(id)).to.deep.equal(["household.opened"]);
  });

  it("a recipient joins a household by its reference, and leaves it, each audited", async () => {
    const sibling = await aChild("A", "H-3");
    const { id } = await aChild("B");
    const joined = await pages.post(`/nav/recipients/${id}/household`, { household: "H-3" });
    expect(joined.headers.get("location")).to.contain("notice=household-changed");
    expect(await textOf(sibling.id)).to.contain(id);
    const left = await pages.post(`/nav/recipients/${id}/household/leave`, {
      household: sibling.householdId ?? "",
    });
    expect(left.headers.get("location")).to.contain("notice=household-left");
    expect(await textOf(id)).not.to.contain(sibling.id);
    const written = (await audited(id)).filter((action) => action !== "household.opened");
    expect(written).to.deep.equal(["household.joined", "household.left"]);
  });

  it("a household's reference is asked for, and refused with an identity number in it", async () => {
    const { id } = await aChild("A");
    for (const household of ["", "150317 10054"]) {
      const answer = await pages.post(`/nav/recipients/${id}/household`, { household });
      expect(answer.status).to.equal(400);
      expect(await answer.text()).to.contain('href="#household"');
    }
  });

  it("the second of two officers who change a recipient's household is told, and changes nothing", async () => {
    const { id, householdId: seen = "" } = await aChild("A", "H-4");
    await pages.post(`/nav/recipients/${id}/household`, { household: "H-5", from: seen });
    const forms: [string, Record<string, string>][] = [
      ["household/leave", { household: seen }],
      ["household", { household: "H-6", from: seen }],
    ];
    for (const [path, fields] of forms) {
      const answer = await pages.post(`/nav/recipients/${id}/${path}`, fields);
      expect(answer.headers.get("location")).to.contain("notice=household-elsewhere");
    }
    const { body } = await api.get("/api/v1/recipients?household=H-5");
    expect(body["items"]).to.have.length(1);
  });

  it("the API lists a household by its reference and by its id, and none of another municipality's", async () => {
    const one = await aChild("Eldst", "H-7");
    const two = await aChild("Yngst", "H-7");
    await aChild("Eldst", "H-7", "5026");
    const idsOf = async (query: string) => {
      const { body } = await api.get(`/api/v1/recipients?${query}`);
      return (body["items"] as { id: string }[]).map(({ id }) => id);
    };
    expect(await idsOf("household=H-7")).to.have.members([one.id, two.id]);
    expect(await idsOf(`household=${one.householdId}`)).to.have.members([one.id, two.id]);
    expect(await idsOf("household=H-7&search=eldst")).to.deep.equal([one.id]);
    expect(await idsOf("household=unknown")).to.deep.equal([]);
    const url = `/api/v1/recipients/${two.id}`;
    expect((await api.patch(url, { household: null })).body).not.to.have.property("householdId");
    expect(await audited(two.id)).to.deep.equal(["household.left"]);
  });

  it("the API finds a household's recipient by its label beside a hundred others with it", async () => {
    const ids: string[] = [];
    for (let each = 0; each <= maxFound; each++) ids.push((await aChild("Vanlig")).id);
    // The search goes by id.
    const last = ids.sort().at(-1);
    await api.patch(`/api/v1/recipients/${last}`, { household: "H-12" });
    const { body } = await api.get("/api/v1/recipients?household=H-12&search=vanlig");
    expect((body["items"] as { id: string }[]).map(({ id }) => id)).to.deep.equal([last]);
  });

  it("a protected recipient's page asks whether to protect the siblings too, and does it for each", async () => {
    const child = await aChild("Eldst", "H-10");
    const sibling = await aChild("Yngst", "H-10");
    expect(await textOf(child.id)).not.to.contain("/protect");
    await pages.post(`/nav/recipients/${child.id}/protect`);
    expect(await textOf(child.id)).to.contain(`action="/nav/recipients/${sibling.id}/protect"`);
    expect(await textOf(sibling.id)).not.to.contain("/protect");
    await pages.post(`/nav/recipients/${sibling.id}/protect`);
    expect(await textOf(child.id)).not.to.contain("/protect");
    const { body } = await api.get("/api/v1/recipients?household=H-10");
    const items = body["items"] as { protectedAddress: boolean }[];
    expect(items.map(({ protectedAddress }) => protectedAddress)).to.deep.equal([true, true]);
  });

  it("an officer who protects a child reads whose links are sent again", async () => {
    const reached = { delivery: "sms", phone: "+4741239999" } as const;
    const { id } = await aChild("Eldst", "H-11", "5025", reached);
    const { id: other } = await aChild("Yngst", "H-11", "5025", reached);
    await createClaimLink(pages.deps, { actor: actorOf("5025"), recipientId: id });
    const answer = await pages.post(`/nav/recipients/${id}/protect`);
    const location = answer.headers.get("location") ?? "";
    expect(await (await pages.get(location)).text()).to.match(
      /En ny blir sendt for: \S+ \(Yngst\)/,
    );
    expect(await textOf(other)).not.to.contain("En ny blir sendt");
  });

  it("a household that its last member left is deleted at night", async () => {
    const { id, householdId } = await aChild("A", "H-8");
    await pages.post(`/nav/recipients/${id}/household`, {
      household: "H-9",
      from: householdId ?? "",
    });
    await removeIdleRecipients(pages.deps);
    const left = await database.db("households").where({ id: householdId ?? "" });
    expect(left).to.deep.equal([]);
  });

  /** A child comes into a household at the moment when its last member is deleted with it. */
  async function joinDuringDeletion(db: typeof database.db) {
    const household = `HUS-${++number}`;
    const { id, householdId = "" } = await aChild("A", household);
    const reference = `SAK-${++number}`;
    let join: Promise<unknown> | undefined;
    await database.db.transaction(async (trx) => {
      await trx("recipients").where({ id }).delete();
      await trx.raw("select delete_empty_household(?)", [householdId]);
      const input = { reference, household, birthYear: 2016, municipality: "5025" } as const;
      join = upsertRecipient(
        { ...pages.deps, db },
        { ...input, language: "nb", delivery: "print", actor: actorOf("5025") },
      ).then(
        () => "joined",
        () => "failed",
      );
      await waitForLock(database.owner);
    });
    return join;
  }

  it("a child joins a household at the moment when its last member is removed", async () => {
    expect(await joinDuringDeletion(database.db)).to.equal("joined");
  });

  it("a child cannot join a household that is being deleted when it is not locked (negative control)", async () => {
    const unlocked = connectWithoutLocks(database.url);
    try {
      expect(await joinDuringDeletion(unlocked)).to.equal("failed");
    } finally {
      await unlocked.destroy();
    }
  });
});
