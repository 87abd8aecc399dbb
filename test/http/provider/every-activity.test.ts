import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";
import type { DoorManifest } from "../../../src/actions/door/get-door-manifest.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { activityWords } from "../../../src/domain/offers/activity-words.ts";
import {
  activities,
  offerDefaults,
  type Activity,
} from "../../../src/domain/offers/offer-defaults.ts";
import { findOffer } from "../../../src/db/offers/offers.ts";
import { findRevealingWords } from "../../../src/domain/deny-list.ts";
import { ruleTexts } from "../../../src/domain/offers/ticket-rules.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import type { GoogleWallet } from "../../../src/wallets/google/google-wallet.ts";
import { apiClient } from "../../support/api-client.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { formFields } from "../../support/form-fields.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";
import { offlineScanner } from "../../support/offline-scanner.ts";
import { openPass } from "../../support/opened-pass.ts";
import { aDoor, barcodeOf } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";
import { sessionOfProvider } from "../../support/sign-in-provider.ts";

const today = "2027-01-15";
const evening = { start: "2027-02-12T18:00:00+01:00", end: "2027-02-12T20:00:00+01:00" };
const nextEvening = { start: "2027-02-19T18:00:00+01:00", end: "2027-02-19T20:00:00+01:00" };
const place = { name: "Storstuggu", address: "Osloveien 1" };
const minute = 60_000;

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
  const refund = { per: refundPer, ore: 9000 };
  return { template, body: { ...defaults, ...time, ...texts, place, refund, quota: 5 } };
}

/** What the form of each kind is filled in with. */
const typed: Record<"period" | "event" | "sessions", Record<string, string>> = {
  period: {},
  event: { "event.date": "2027-02-12", "event.start": "18:00", "event.end": "20:00" },
  sessions: { sessionDate: "2027-02-12", sessionStart: "18:00", sessionEnd: "20:00" },
};

/** Read as one line of words. */
const plain = (text: string) =>
  text
    .replaceAll(/<[^>]*>/g, " ")
    .toLowerCase()
    .replaceAll(/\s+/g, " ");

async function textOfPdf(pdf: ArrayBuffer): Promise<string> {
  const run = promisify(execFile)("pdftotext", ["-raw", "-", "-"]);
  run.child.stdin?.end(Buffer.from(pdf));
  return (await run).stdout;
}

describe("every activity, from the offer to the door", function () {
  this.timeout(120_000);
  const database = useDatabase({ shipped: true });
  const apple = useAppleWallet();
  const google = useGoogleSandbox();
  let wallet: GoogleWallet | undefined;
  const server = useServer(database, {
    change: (deps) =>
      Object.defineProperty({ ...deps, apple: apple.wallet }, "google", { get: () => wallet }),
  });
  let world: ApiWorld;
  let cookie: string;
  let scanner: Awaited<ReturnType<typeof offlineScanner>>;

  before(async () => {
    world = await apiWorld(server);
    scanner = await offlineScanner();
    cookie = `provider=${await sessionOfProvider(server.deps, world.providerId)}`;
  });
  beforeEach(() => {
    wallet = google.wallet();
    server.deps.clock.set(testNow);
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

  /** What each channel shows of the ticket. */
  async function shownOf({ claim, serialNumber }: Awaited<ReturnType<typeof aTicketOf>>) {
    const { passJson } = await openPass(
      Buffer.from(await (await fetch(`${claim}/${serialNumber}.pkpass`)).arrayBuffer()),
    );
    const link = await fetch(`${claim}/${serialNumber}/google`, { redirect: "manual" });
    expect(link.headers.get("location")).to.match(/^http.*\/save\//);
    const { issuerId } = google.config;
    const object = google.sandbox.store.get(`${issuerId}.t-${serialNumber}`);
    const classId = String(object?.body["classId"]);
    const texts = {
      "Apple Wallet": JSON.stringify(passJson),
      "Google Wallet": JSON.stringify([object?.body, google.sandbox.store.get(classId)?.body]),
      "the claim page": await (await fetch(claim)).text(),
      paper: await textOfPdf(await (await fetch(`${claim}/tickets.pdf`)).arrayBuffer()),
    };
    return { texts, passJson, kind: object?.resource };
  }

  for (const activity of activities) {
    it(`an offer of ${activity} begins complete, shows title and rules in every channel, and is let in at its time alone`, async () => {
      const ticket = await aTicketOf(activity);
      const { offer, serialNumber } = ticket;
      const { texts, passJson, kind } = await shownOf(ticket);
      const rules = ruleTexts({ ...offer, admits: 1 + offer.companions }, "nb");
      for (const [channel, text] of Object.entries(texts)) {
        const said = plain(text);
        expect(said, channel).to.contain(offer.title.nb.toLowerCase());
        for (const line of rules.flatMap(({ lines }) => lines)) {
          expect(said, `${channel} says: ${line}`).to.contain(plain(line));
        }
        expect(findRevealingWords(text), channel).to.deep.equal([]);
      }
      expect(passJson).to.have.any.keys("storeCard", "eventTicket", "generic");
      expect(kind).to.be.oneOf(["eventTicketObject", "genericObject"]);

      const { token } = await aDoor(database.db, offer.providerId);
      const door = apiClient(server, token);
      const part = offer.parts?.[0]?.key;
      const code = barcodeOf(serialNumber, offer);
      const ownUses: { at: Date; part: string }[] = [];
      const manifest = (await door.get("/api/v1/door/manifest")).body as unknown as DoorManifest;
      let scan = 0;
      const scannedAt = async (at: Date) => {
        server.deps.clock.set(at);
        const alone = await scanner.decide(manifest, code, {
          at,
          ownUses,
          ...(part !== undefined && { part }),
        });
        const answer = await door.post("/api/v1/redemptions", {
          code,
          scanId: `${activity} ${(scan += 1)}`,
          ...(part !== undefined && { part }),
        });
        const said = answer.body["accepted"] === true ? "accepted" : answer.body["reason"];
        expect(alone.accepted ? "accepted" : alone.reason, "without coverage").to.equal(said);
        if (alone.accepted) ownUses.push({ at, part: part ?? "" });
        return said;
      };
      const { from, until } = offer.validity;
      const start = offer.event?.start ?? offer.sessions?.[0]?.start ?? from;
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

    it(`the form of ${activity} is sent as it begins, and the offer's page draws its ticket in both wallets`, async () => {
      const ask = (path: string, body?: URLSearchParams) =>
        fetch(server.url + path, {
          headers: { cookie },
          redirect: "manual",
          ...(body && { method: "POST", body }),
        });
      const form = await (await ask(`/provider/offers/new?activity=${activity}`)).text();
      const fields = formFields(form, "offer-form");
      const { when } = offerDefaults(activity, today);
      const title = fields.get("title.nb") || "Tirsdagstreff";
      const filled = { "title.nb": title, quota: "5", ...typed[when] };
      for (const [name, value] of Object.entries(filled)) fields.set(name, value);
      const sent = await ask("/provider/offers/new", fields);
      const page = sent.headers.get("location") ?? "";
      expect(page, plain(await sent.text()).slice(0, 2000)).to.match(
        /^\/provider\/offers\/[\da-f-]{36}/,
      );
      const id = page.split(/[/?]/)[3] ?? "";
      const { usesPerDay, uses, category } = (await findOffer(database.db, id)) as Offer;
      const usual = offerDefaults(activity, today);
      expect({ uses, usesPerDay, category }).to.deep.equal({
        uses: usual.uses,
        usesPerDay: usual.usesPerDay,
        category: usual.category,
      });
      const html = await (await ask(page)).text();
      expect(plain(html)).to.contain(title.toLowerCase());
      const faces = [...html.matchAll(/<figure><figcaption>(.*?)<\/figcaption>(.*?)<\/figure>/gs)];
      expect(faces.map(([, face = ""]) => face)).to.deep.equal([
        "Apple Wallet, forsiden",
        "Apple Wallet, baksiden",
        "Google Wallet, kortet",
        "Google Wallet, detaljene",
      ]);
      for (const [, face = "", drawing = ""] of faces) {
        expect(drawing, face).to.match(new RegExp(`aria-label="[^"]*${title}`));
      }
    });
  }
});
