import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { listOffers } from "../../../src/actions/offers/list-offers.ts";
import { getOffer } from "../../../src/actions/offers/get-offer.ts";
import { offerStates, type Offer } from "../../../src/domain/offers/offer.ts";
import { anOffer, aProvider, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { madeUpCursors } from "../../support/made-up-cursors.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps } from "../../support/test-deps.ts";

describe("listing offers", () => {
  const database = useDatabase();
  let ours: Offer[];
  let foreign: Offer;
  let provider: Actor;
  const nav: Actor = { role: "nav", id: "n", municipalities: ["5025", "5026"] };
  const culture: Actor = { role: "culture", id: "c", municipalities: ["5025"] };

  before(async () => {
    const { db } = database;
    const { id: providerId } = await aProvider(db);
    provider = { role: "provider", id: "p", providerId };
    ours = [];
    for (const [i, state] of offerStates.entries()) {
      const until = new Date(testNow.getTime() + (i + 1) * 60_000);
      const validity = { from: new Date("2026-10-01T00:00Z"), until };
      ours.push(await anOffer(db, { providerId, state, validity }));
    }
    ours.push(
      await anOffer(db, {
        providerId,
        validity: { from: new Date("2026-10-01T00:00Z"), until: testNow },
      }),
    );
    const other = await aProvider(db, { municipality: "0301" });
    foreign = await anOffer(db, { providerId: other.id, municipalities: ["5026"] });
  });

  const statesFor = async (query: Omit<Parameters<typeof listOffers>[1], "limit">) =>
    (await listOffers(testDeps(database.db), query)).items.map(({ state }) => state);

  it("the list of offers shows a provider its own, those that end soonest first", async () => {
    const { items, nextCursor } = await listOffers(testDeps(database.db), { actor: provider });
    expect(items.map(({ id }) => id)).to.deep.equal(
      [...ours.slice(-1), ...ours.slice(0, -1)].map(({ id }) => id),
    );
    expect(nextCursor).to.equal(null);
  });

  it("the list of offers shows NAV what was approved for its municipalities, no draft and no review", async () => {
    expect(await statesFor({ actor: nav })).to.have.members([
      "open",
      "open",
      "open",
      "paused",
      "closed",
    ]);
    expect(await statesFor({ actor: { ...nav, municipalities: ["0301"] } })).to.deep.equal([]);
  });

  it("the list of offers shows NAV what can be allocated now", async () => {
    expect(await statesFor({ actor: nav, open: true, municipality: "5025" })).to.deep.equal([
      "open",
    ]);
    expect(await statesFor({ actor: nav, municipality: "0301" })).to.deep.equal([]);
  });

  it("the list of offers shows the culture office what its providers have submitted, and what waits for it", async () => {
    expect(await statesFor({ actor: culture })).not.to.include("draft");
    expect(await statesFor({ actor: culture, states: ["submitted"] })).to.deep.equal(["submitted"]);
    // Of another municipality's offers what it pays for alone, which is approved.
    const payer = { ...culture, municipalities: ["5026"] };
    expect(await statesFor({ actor: payer })).to.deep.equal(["open"]);
  });

  it("the list of offers shows everything once, page by page", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listOffers(testDeps(database.db), { actor: provider, limit: 2, cursor });
      expect(page.items.length).to.be.at.most(2);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).to.have.members(ours.map(({ id }) => id));
    expect(new Set(seen).size).to.equal(seen.length);
  });

  it("the list of offers refuses a cursor that no page gave out", async () => {
    for (const cursor of ["", "garbage", ...madeUpCursors]) {
      const refusal = await refusalOf(
        listOffers(testDeps(database.db), { actor: provider, cursor }),
      );
      expect(refusal.code).to.equal("validation_failed");
    }
  });

  it("the list of offers shows one offer to those who may list it and is unknown to all others", async () => {
    const deps = testDeps(database.db);
    const [draft] = ours;
    expect((await getOffer(deps, { actor: nav, offerId: foreign.id })).id).to.equal(foreign.id);
    for (const { actor, offerId } of [
      { actor: provider, offerId: foreign.id },
      { actor: culture, offerId: foreign.id },
      { actor: culture, offerId: draft?.id ?? "" },
      { actor: nav, offerId: draft?.id ?? "" },
      { actor: nav, offerId: "no id" },
      { actor: nav, offerId: "00000000-0000-4000-8000-000000000000" },
      { actor: { role: "holder", id: "h" } satisfies Actor, offerId: foreign.id },
    ]) {
      expect((await refusalOf(getOffer(deps, { actor, offerId }))).code).to.equal("not_found");
    }
  });
});
