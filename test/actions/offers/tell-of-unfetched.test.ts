import { expect } from "chai";
import { tellOfUnfetched } from "../../../src/actions/offers/tell-of-unfetched.ts";
import { sendNotices } from "../../../src/actions/providers/send-notices.ts";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import type { OfferState } from "../../../src/domain/offers/offer.ts";
import { anOffer, aPass, testKeyRing, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const daysAgo = (days: number) => new Date(testNow.getTime() - days * 86_400_000);

describe("telling a provider that none of an offer's tickets is fetched", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(async () => {
    deps = testDeps(database.db);
    await database.db("offers").update({ state: "closed" });
  });

  async function anOfferWith({
    tickets = 5,
    days = 14,
    state = "open",
    change = {},
    ofAll = {},
  }: {
    tickets?: number;
    days?: number;
    state?: OfferState;
    /** To one of the tickets. */
    change?: object;
    ofAll?: object;
  }) {
    const offer = await anOffer(database.db, { state: "open", title: { nb: "Bowling" }, quota: 9 });
    for (let n = 0; n < tickets; n += 1) await aPass(database.db, { offer });
    const passes = () => database.db("passes").where({ offer_id: offer.id });
    await passes().update({ issued_at: daysAgo(days), ...ofAll });
    const [first] = await passes().select<{ serial_number: string }[]>("serial_number");
    if (first && Object.keys(change).length > 0) await passes().where(first).update(change);
    await database.db("offers").where({ id: offer.id }).update({ state });
    return offer;
  }

  it("a provider is told once, by e-mail, without a number", async () => {
    const { id, providerId } = await anOfferWith({});
    const user = { providerId, role: "owner", email: "kari@bad.no" } as const;
    const userId = await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, user),
    );
    expect(await tellOfUnfetched(deps)).to.equal(1);
    await sendNotices(deps, { userId: userId ?? "" });
    const [mail, ...more] = deps.sent;
    expect(more).to.deep.equal([]);
    expect(mail?.subject).to.equal("Ikke hentet: Bowling");
    expect(mail?.text)
      .to.contain(`/provider/offers/${id}`)
      .and.match(/\/unsubscribe\/user\//);
    expect(mail?.text.split("http")[0]).to.not.match(/\d/);
    await database.db("offers").where({ id }).update({ unfetched_told: false });
    expect(await tellOfUnfetched(deps)).to.equal(0);
  });

  for (const [language, atLeast] of [
    ["nb", "For minst to uker siden"],
    ["nn", "For minst to veker sidan"],
  ] as const) {
    it(`a provider is told in ${language} that it is two weeks ago or more`, async () => {
      const { providerId } = await anOfferWith({ days: 40 });
      const user = { providerId, role: "owner", email: "kari@bad.no", language } as const;
      const userId = await database.db.transaction((trx) =>
        insertProviderUser(trx, testKeyRing, user),
      );
      await tellOfUnfetched(deps);
      await sendNotices(deps, { userId: userId ?? "" });
      expect(deps.sent[0]?.text).to.contain(atLeast);
    });
  }

  it("two workers at once tell once", async () => {
    await anOfferWith({});
    const told = await Promise.all([tellOfUnfetched(deps), tellOfUnfetched(deps)]);
    expect(told.sort()).to.deep.equal([0, 1]);
  });

  for (const [what, offered] of Object.entries({
    "four tickets": { tickets: 4 },
    "tickets of less than two weeks": { days: 13 },
    "a fetched ticket": { tickets: 6, change: { fetched_at: testNow } },
    "a ticket on paper": { tickets: 6, change: { handed_out_at: testNow } },
    "tickets that ended": { ofAll: { state: "lapsed", ended_at: testNow } },
    "complimentary tickets alone": {
      ofAll: { complimentary: true, recipient_id: null, allocation_id: null },
    },
    "an offer on pause": { state: "paused" },
  } satisfies Record<string, Parameters<typeof anOfferWith>[0]>)) {
    it(`a provider is told nothing of ${what}`, async () => {
      await anOfferWith(offered);
      expect(await tellOfUnfetched(deps)).to.equal(0);
    });
  }

  it("a provider is told nothing of tickets that were used without being fetched, nor of an offer that is over", async () => {
    const used = await anOfferWith({ tickets: 6 });
    const pass = await database
      .db("passes")
      .where({ offer_id: used.id })
      .first<{ serial_number: string }>("serial_number");
    await database.db("redemptions").insert({
      ...pass,
      offer_id: used.id,
      door_device_id: null,
      scan_id: "one",
      scanned_at: testNow,
      received_at: testNow,
      accepted: true,
      admitted: 1,
    });
    const over = await anOfferWith({});
    await database.db("offers").where({ id: over.id }).update({ valid_until: testNow });
    expect(await tellOfUnfetched(deps)).to.equal(0);
  });
});
