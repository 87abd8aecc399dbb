import { expect } from "chai";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { activityWords } from "../../../src/domain/offers/activity-words.ts";
import {
  activities,
  offerDefaults,
  type Activity,
} from "../../../src/domain/offers/offer-defaults.ts";
import { findOffer } from "../../../src/db/offers/offers.ts";
import { findRevealingWords } from "../../../src/domain/deny-list.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { apiClient } from "../../support/api-client.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { openPass } from "../../support/opened-pass.ts";
import { aDoor, barcodeOf } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";

const today = "2027-01-15";
const evening = { start: "2027-02-12T18:00:00+01:00", end: "2027-02-12T20:00:00+01:00" };
const nextEvening = { start: "2027-02-19T18:00:00+01:00", end: "2027-02-19T20:00:00+01:00" };

/** What a provider sends who changes nothing of what the activity begins with. */
function bodyOf(activity: Activity) {
  const { when, template, refundPer = "admission", ...defaults } = offerDefaults(activity, today);
  const { title = { nb: "Tirsdagstreff" }, description } = activityWords(activity);
  const time =
    when === "event"
      ? { event: evening, validUntil: "2027-02-12" }
      : when === "sessions"
        ? { sessions: [evening, nextEvening], validUntil: "2027-02-19" }
        : {};
  const texts = { title, ...(description && { description }) };
  const place = { name: "Storstuggu", address: "Osloveien 1" };
  const refund = { per: refundPer, ore: 9000 };
  return { template, body: { ...defaults, ...time, ...texts, place, refund, quota: 5 } };
}

describe("every activity, from the offer to the door", function () {
  this.timeout(120_000);
  const database = useDatabase({ shipped: true });
  const apple = useAppleWallet();
  const server = useServer(database, { change: (deps) => ({ ...deps, apple: apple.wallet }) });
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
  });

  /** An approved offer of the activity, and the claim page and number of one ticket of it. */
  async function aTicketOf(activity: Activity) {
    const { body, template } = bodyOf(activity);
    const { id: templateId } = await database
      .db("templates")
      .where({ slug: template })
      .first<{ id: string }>("id");
    const draft = await world.provider.post("/api/v1/offers", {
      ...body,
      templateId,
      municipalities: ["5025"],
    });
    expect(draft.status, draft.text).to.equal(201);
    const offerId = String(draft.body["id"]);
    for (const [caller, verb] of [
      [world.provider, "submit"],
      [world.culture, "approve"],
    ] as const) {
      const answer = await caller.post(`/api/v1/offers/${offerId}/${verb}`);
      expect(answer.status, answer.text).to.equal(200);
    }
    const { reference } = await aRecipient(database.db, { birthYear: 2017 });
    const given = await world.nav.post("/api/v1/allocations", {
      items: [{ recipient: reference, offerId }],
    });
    expect(given.status, given.text).to.equal(201);
    await issuePasses(server.deps, { offerId });
    const [item] = given.body["items"] as { passes: { serialNumber: string }[] }[];
    const link = await world.nav.post(`/api/v1/recipients/${reference}/claim-link`);
    const claim = server.url + new URL(String(link.body["url"])).pathname;
    const offer = (await findOffer(database.db, offerId)) as Offer;
    return { offer, claim, serialNumber: item?.passes[0]?.serialNumber ?? "" };
  }

  for (const activity of activities) {
    it(`an offer of ${activity} begins complete, and its ticket shows the title and is let in at its time alone`, async () => {
      server.deps.clock.set(testNow);
      const { offer, claim, serialNumber } = await aTicketOf(activity);
      const { nb } = offer.title;
      expect(await (await fetch(claim)).text()).to.contain(nb);
      const pass = await openPass(
        Buffer.from(await (await fetch(`${claim}/${serialNumber}.pkpass`)).arrayBuffer()),
      );
      const shown = JSON.stringify(pass.passJson);
      expect(shown).to.contain(nb);
      expect(findRevealingWords(shown)).to.deep.equal([]);
      expect(pass.passJson).to.have.any.keys("storeCard", "eventTicket", "generic");

      const { token } = await aDoor(database.db, offer.providerId);
      const door = apiClient(server, token);
      const part = offer.parts?.[0]?.key;
      let scan = 0;
      const scannedAt = async (at: Date) => {
        server.deps.clock.set(at);
        const answer = await door.post("/api/v1/redemptions", {
          code: barcodeOf(serialNumber, offer),
          scanId: `${activity} ${(scan += 1)}`,
          ...(part !== undefined && { part }),
        });
        return answer.body["accepted"] === true ? "accepted" : answer.body["reason"];
      };
      const { from, until } = offer.validity;
      const start = offer.event?.start ?? offer.sessions?.[0]?.start ?? from;
      const minute = 60_000;
      expect(await scannedAt(new Date(from.getTime() - minute))).to.equal("not_yet_valid");
      expect(await scannedAt(new Date(start.getTime() + minute))).to.equal("accepted");
      const isReadAgain = ["ski_day", "ski_season", "course", "membership"].includes(activity);
      const again = await scannedAt(new Date(start.getTime() + 10 * minute));
      expect(again === "accepted", `${activity} again: ${String(again)}`).to.equal(isReadAgain);
      expect(await scannedAt(new Date(until.getTime() + minute))).to.be.oneOf([
        "expired",
        "used_up",
      ]);
    });
  }
});
