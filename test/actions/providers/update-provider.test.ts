import { expect } from "chai";
import { updateProvider } from "../../../src/actions/providers/update-provider.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { fetchPass } from "../../../src/actions/passes/fetch-pass.ts";
import { findProvider } from "../../../src/db/providers/providers.ts";
import { anAppleOffer } from "../../support/apple-tickets.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aMunicipality, anOffer, aPass, aProvider } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { openPass } from "../../support/opened-pass.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const office: Actor = { role: "culture", id: "kari", municipalities: ["5025", "5026"] };
const elsewhere: Actor = { role: "culture", id: "ola", municipalities: ["3430"] };

describe("putting a provider right", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  let deps: TestDeps;
  let providerId: string;

  beforeEach(async () => {
    const { wallet } = apple;
    const push = () => Promise.reject(new Error("No test pushes here."));
    deps = Object.assign(testDeps(database.db), { apple: wallet, apns: { push } });
    await aMunicipality(database.db, "5026");
    ({ id: providerId } = await aProvider(database.db, { name: "Hovedlia skisenter" }));
  });

  const passesOf = (offerId: string) =>
    database
      .db("passes")
      .where({ offer_id: offerId })
      .orderBy("state")
      .select<{ state: string; content_version: number; version: number }[]>(
        "state",
        "content_version",
        "version",
      );

  it("updating a provider shows the new name on every live ticket of every offer, each a version on", async () => {
    const offer = await anAppleOffer(database.db);
    const closed = await anOffer(database.db, { providerId: offer.providerId, state: "closed" });
    const { serialNumber } = await aPass(database.db, { offer });
    await aPass(database.db, { offer, state: "used" });
    await aPass(database.db, { offer: closed });
    const other = await aPass(database.db);
    const nameOnTicket = async () => {
      const fetched = await fetchPass(deps, { serialNumber });
      if (!fetched) throw new Error("There is no ticket.");
      return (await openPass(fetched)).passJson["organizationName"];
    };
    expect(await nameOnTicket()).to.not.equal("Hovdelia");
    const changes = { name: "Hovdelia" };
    await updateProvider(deps, { actor: office, providerId: offer.providerId, changes });
    expect(await passesOf(offer.id)).to.deep.equal([
      { state: "active", content_version: 2, version: 2 },
      { state: "used", content_version: 1, version: 1 },
    ]);
    expect(await passesOf(closed.id)).to.deep.equal([
      { state: "active", content_version: 2, version: 2 },
    ]);
    expect(await passesOf(other.offerId)).to.deep.equal([
      { state: "active", content_version: 1, version: 1 },
    ]);
    expect(await nameOnTicket()).to.equal("Hovdelia");
    expect(deps.enqueued).to.deep.include({ name: "push-apple", payload: { kind: "routine" } });
  });

  it("updating a provider changes no ticket for anything but name and place, and nothing for nothing", async () => {
    const offer = await anOffer(database.db, { providerId });
    await aPass(database.db, { offer });
    const place = { name: "Hovdelia", address: "Hovdeveien 1, 7380 Ålen", latitude: 62.8 };
    const numbers = { organisationNumber: "313003078", municipality: "5026" };
    await updateProvider(deps, { actor: office, providerId, changes: numbers });
    expect((await passesOf(offer.id))[0]).to.include({ content_version: 1 });
    const changes = { ...numbers, place };
    const changed = await updateProvider(deps, { actor: office, providerId, changes });
    expect(changed).to.include({ name: "Hovedlia skisenter", organisationNumber: "313003078" });
    const { contactEmail, ...stored } = changed;
    expect(contactEmail).to.equal("post@provider.example");
    expect(await findProvider(database.db, providerId)).to.deep.equal(stored);
    await updateProvider(deps, { actor: office, providerId, changes });
    expect((await passesOf(offer.id))[0]).to.include({ content_version: 2 });
    const audited = await database
      .owner("audit_events")
      .where({ subject: providerId, action: "provider.changed" })
      .pluck("detail");
    expect(audited).to.deep.equal([
      { changed: ["organisationNumber", "municipality"], tickets: 0 },
      { changed: ["place"], tickets: 1 },
    ]);
    const bare = await updateProvider(deps, {
      actor: office,
      providerId,
      changes: { place: null },
    });
    expect(bare.place).to.equal(undefined);
  });

  it("conflict for another's organisation number, and everything stays", async () => {
    const { organisationNumber } = await aProvider(database.db);
    const changes = { name: "Another", organisationNumber };
    const refusal = await refusalOf(updateProvider(deps, { actor: office, providerId, changes }));
    expect(refusal.code).to.equal("conflict");
    expect((await findProvider(database.db, providerId))?.name).to.equal("Hovedlia skisenter");
  });

  for (const [what, code, actor, changes] of [
    ["another office", "not_found", elsewhere, { name: "Mine" }],
    ["a provider", "forbidden", { role: "provider", id: "p", providerId: "" }, { name: "Me" }],
    [
      "a municipality that is not the office's",
      "validation_failed",
      office,
      { municipality: "3430" },
    ],
  ] as const) {
    it(`${code} for ${what}`, async () => {
      const refusal = await refusalOf(updateProvider(deps, { actor, providerId, changes }));
      expect(refusal.code).to.equal(code);
    });
  }
});
