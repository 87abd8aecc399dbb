import { expect } from "chai";
import { createHandOut } from "../../../src/actions/complimentary/create-hand-out.ts";
import { printHandOut } from "../../../src/actions/complimentary/print-hand-out.ts";
import { revokeHandOut } from "../../../src/actions/complimentary/revoke-hand-out.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { expirePasses } from "../../../src/actions/passes/expire-passes.ts";
import { lapseUnclaimedPasses } from "../../../src/actions/passes/lapse-unclaimed-passes.ts";
import { returnDuePasses } from "../../../src/actions/passes/return-due-passes.ts";
import { remindDue } from "../../../src/actions/recipients/remind-due.ts";
import { addToWaitingList } from "../../../src/actions/waiting/add-to-waiting-list.ts";
import { getWaitingList } from "../../../src/actions/waiting/get-waiting-list.ts";
import { officeCounts } from "../../../src/db/offers/office-counts.ts";
import { runBehindWall } from "../../../src/db/wall.ts";
import { findOffer } from "../../../src/db/offers/offers.ts";
import { languages } from "../../../src/domain/language.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { markFetched } from "../../../src/db/passes/pass-fetches.ts";
import { providerPages } from "../../../src/http/provider/provider-pages.tsx";
import { apiEndpoints } from "../../../src/http/server/api-endpoints.ts";
import { spokenLanguage } from "../../../src/views/texts/holder-texts.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { apiClient } from "../../support/api-client.ts";
import { routesOf } from "../../support/routes-of.ts";
import { staffSession } from "../../support/sessions.ts";
import { sessionOfProvider } from "../../support/sign-in-provider.ts";
import { anOffer, aPass, aRecipient, testNow } from "../../support/builders.ts";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { useDatabase } from "../../support/database.ts";
import { aPool, someOwnCodes } from "../../support/own-codes.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { reachableFrom } from "../../support/reachable.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { useServer } from "../../support/server.ts";

const day = 24 * 60 * 60_000;

interface HandedOut {
  id: string;
  links: { id: string; url: string; code: string }[];
}

const withoutIds = (text: string) =>
  text
    .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, "UUID")
    .replaceAll(/[\w-]{22,}/g, "ID")
    .replaceAll(/\b\d{3}\s?\d{3}\s?\d{3}\b/g, "NUMBER")
    // Rows are made at the database's own time, and the two readings can lie on both sides of a minute.
    .replaceAll(/(?<=Laget [^<]*, )\d\d:\d\d/g, "TIME")
    .replaceAll(/"(requestId|revision|updatedAt|createdAt)"( value=|:)"[^"]*"/g, "");

describe("complimentary tickets", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
  });
  beforeEach(() => {
    server.deps.clock.set(testNow);
  });

  const anOfferOfOurs = (changes: Partial<Offer> = {}) =>
    anOffer(database.db, { providerId: world.providerId, ...changes });
  const provider = (): Actor => ({ role: "provider", id: "key", providerId: world.providerId });
  const address = ({ id }: Offer) => `/api/v1/offers/${id}/complimentary`;
  async function handOut(offer: Offer, count: number): Promise<HandedOut> {
    const { status, body } = await world.provider.post(address(offer), { count });
    expect(status).to.equal(201);
    return body as unknown as HandedOut;
  }
  const quotaOf = async (offer: Offer) => {
    const { setAside, given } = (await world.provider.get(address(offer))).body;
    return { setAside, given };
  };
  const pathOf = (url: string) => server.url + new URL(url).pathname;
  const serialOf = async (linkId: string) => {
    const [serial] = await database
      .db("passes")
      .where({ claim_link_id: linkId })
      .pluck<string[]>("serial_number");
    return serial ?? "";
  };
  async function use(offer: Offer, linkId: string): Promise<void> {
    const door = await aDoor(database.db, offer.providerId);
    const scan = aScan(door, barcodeOf(await serialOf(linkId), offer));
    expect((await redeem(server.deps, scan)).accepted).to.equal(true);
  }

  const cookieOf = async (area: "provider" | "culture", offer: Offer) => {
    if (area === "provider") {
      return `provider=${await sessionOfProvider(server.deps, offer.providerId)}`;
    }
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    return `staff=${await staffSession(server.deps, claims)}`;
  };
  const pageOf = (area: "provider" | "culture", { id }: Offer) =>
    `${server.url}${{ provider: "/provider/offers", culture: "/culture/running" }[area]}/${id}/complimentary`;
  const pageText = async (area: "provider" | "culture", offer: Offer) => {
    const headers = { cookie: await cookieOf(area, offer) };
    return (await fetch(pageOf(area, offer), { headers })).text();
  };

  it("a provider gets a claim link for each ticket, which opens it, and the quota stays", async () => {
    const offer = await anOfferOfOurs({ quota: 1 });
    const { links } = await handOut(offer, 3);
    expect(new Set(links.map(({ url }) => url)).size).to.equal(3);
    for (const { url } of links) {
      const page = await (await fetch(pathOf(url))).text();
      expect(page.match(/Dagskort i skitrekket/g)).to.have.length.above(0);
    }
    expect((await findOffer(database.db, offer.id))?.allocated).to.equal(0);
    expect(await quotaOf(offer)).to.deep.equal({ setAside: 3, given: 3 });
  });

  it("a code opens the same page as its link", async () => {
    const [link] = (await handOut(await anOfferOfOurs(), 1)).links;
    const opened = await fetch(`${server.url}/t`, {
      method: "POST",
      body: new URLSearchParams({ code: link?.code ?? "" }),
      redirect: "manual",
    });
    expect(opened.headers.get("location")).to.equal(link?.url);
  });

  it("the links are answered once, and to a repeated Idempotency-Key again without new tickets", async () => {
    const offer = await anOfferOfOurs();
    const key = { "Idempotency-Key": "a-hand-out" };
    const first = await world.provider.post(address(offer), { count: 2 }, key);
    const again = await world.provider.post(address(offer), { count: 2 }, key);
    expect(again.body).to.deep.equal(first.body);
    expect(await quotaOf(offer)).to.deep.equal({ setAside: 2, given: 2 });
    const { text } = await world.provider.get(address(offer));
    for (const { url, code } of (first.body as unknown as HandedOut).links) {
      expect(text).not.to.contain(url.split("/t/")[1]).and.not.to.contain(code);
    }
  });

  it("the culture office hands out what the provider has set aside, and not more", async () => {
    const offer = await anOfferOfOurs();
    const refused = await world.culture.post(address(offer), { count: 1 });
    expect(refused.status).to.equal(409);
    expect(refused.body["errors"]).to.deep.equal([
      { path: "count", code: "not_set_aside", message: "must be at most 0" },
    ]);
    await world.provider.patch(address(offer), { setAside: 2 });
    expect((await world.culture.post(address(offer), { count: 2 })).status).to.equal(201);
    expect((await world.culture.post(address(offer), { count: 1 })).status).to.equal(409);
    const { handOuts } = (await world.culture.get(address(offer))).body;
    expect(handOuts).to.have.length(1);
    expect((handOuts as { givenBy: string }[])[0]?.givenBy).to.equal("culture");
    const lowered = await world.provider.patch(address(offer), { setAside: 1 });
    expect(lowered.body).to.include({ code: "quota_below_allocated", lowestPossible: 2 });
  });

  it("other providers, other offices and NAV find none of it", async () => {
    const offer = await anOfferOfOurs();
    const { id } = await handOut(offer, 1);
    for (const [who, status] of [
      [world.otherProvider, 404],
      [world.otherCulture, 404],
      [world.nav, 403],
    ] as const) {
      expect((await who.get(address(offer))).status).to.equal(status);
      expect((await who.post(address(offer), { count: 1 })).status).to.equal(status);
      expect((await who.delete(`${address(offer)}/${id}`)).status).to.equal(status);
    }
    expect((await world.culture.patch(address(offer), { setAside: 9 })).status).to.equal(403);
  });

  it("the database shows an officer of NAV no ticket, link, hand-out or number of them", async () => {
    const offer = await anOfferOfOurs();
    const { id } = await handOut(offer, 1);
    const { db } = database;
    const rows = async () => [
      await db("passes").where({ offer_id: offer.id }),
      await db("claim_links").where({ hand_out_id: id }),
      await db("hand_outs").where({ id }),
      await db("complimentary_quotas").where({ offer_id: offer.id }),
    ];
    const counts = (found: unknown[][]) => found.map(({ length }) => length);
    expect(counts(await runBehindWall(["5025"], rows))).to.deep.equal([0, 0, 0, 0]);
    expect(counts(await rows()), "without the wall").to.deep.equal([1, 1, 1, 1]);
  });

  it("more hand-outs at once than are set aside never hand out more", async () => {
    const offer = await anOfferOfOurs();
    await world.provider.patch(address(offer), { setAside: 5 });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => world.culture.post(address(offer), { count: 1 })),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).to.deep.equal([201, 201, 201, 201, 201, 409, 409, 409]);
  });

  it("the database refuses more complimentary tickets than are set aside", async () => {
    const offer = await anOfferOfOurs();
    await handOut(offer, 1);
    const refusal = await database
      .db("complimentary_quotas")
      .where({ offer_id: offer.id })
      .update({ given: 2 })
      .catch((error: unknown) => error);
    expect(refusal).to.have.property("constraint", "complimentary_never_exceeded");
  });

  it("a revoked link shows its ended ticket, the other stays, and the place can be given again", async () => {
    const offer = await anOfferOfOurs();
    const { id, links } = await handOut(offer, 2);
    const [one, other] = links;
    const revoke = () => world.provider.delete(`${address(offer)}/${id}/links/${one?.id ?? ""}`);
    expect((await revoke()).body).to.deep.equal({ revoked: 1 });
    expect((await revoke()).body).to.deep.equal({ revoked: 0 });
    expect(await quotaOf(offer)).to.deep.equal({ setAside: 2, given: 1 });
    expect((await fetch(pathOf(one?.url ?? ""))).status).to.equal(200);
    const door = await aDoor(database.db, offer.providerId);
    const scan = async (linkId = "") =>
      redeem(server.deps, aScan(door, barcodeOf(await serialOf(linkId), offer)));
    expect(await scan(one?.id)).to.include({ accepted: false, reason: "revoked" });
    expect(await scan(other?.id)).to.include({ accepted: true });
    expect((await world.culture.delete(`${address(offer)}/${id}`)).body).to.deep.equal({
      revoked: 1,
    });
    expect(await quotaOf(offer), "a used one keeps its place").to.deep.equal({
      setAside: 2,
      given: 1,
    });
    const elsewhere = await anOfferOfOurs();
    expect((await world.provider.delete(`${address(elsewhere)}/${id}`)).status).to.equal(404);
  });

  it("a ticket that its holder gives back, or never fetches, returns to what is set aside", async () => {
    const offer = await anOfferOfOurs({ claimWithinDays: 3 });
    const [back, kept, unfetched] = (await handOut(offer, 3)).links;
    const serial = await serialOf(back?.id ?? "");
    const returning = { method: "POST", redirect: "manual" } as const;
    await fetch(`${pathOf(back?.url ?? "")}/${serial}/return`, returning);
    const undone = await serialOf(kept?.id ?? "");
    await fetch(`${pathOf(kept?.url ?? "")}/${undone}/return`, returning);
    await fetch(`${pathOf(kept?.url ?? "")}/${undone}/return/undo`, returning);
    server.deps.clock.set(new Date(testNow.getTime() + 600_000));
    await returnDuePasses(server.deps);
    expect(await quotaOf(offer)).to.deep.equal({ setAside: 3, given: 2 });
    server.deps.clock.set(new Date(testNow.getTime() + 5 * day));
    await lapseUnclaimedPasses(server.deps);
    expect(await quotaOf(offer)).to.deep.equal({ setAside: 3, given: 0 });
    const { handOuts } = (await world.provider.get(address(offer))).body;
    const states = (handOuts as { links: { id: string; state: string }[] }[])[0]?.links;
    expect(states?.find(({ id }) => id === back?.id)?.state).to.equal("returned");
    expect(states?.find(({ id }) => id === unfetched?.id)?.state).to.equal("lapsed");
  });

  it("nothing leads from an anonymised ticket to its link, and the link ends a year after it was made", async () => {
    const offer = await anOfferOfOurs();
    const { links } = await handOut(offer, 1);
    const [link] = links;
    const serialNumber = await serialOf(link?.id ?? "");
    await use(offer, link?.id ?? "");
    const later = async (days: number) => {
      server.deps.clock.set(new Date(offer.validity.until.getTime() + days * day));
      await expirePasses(server.deps);
      await anonymiseEndedPasses(server.deps);
    };
    await later(61);
    const left = await reachableFrom(database.owner, serialNumber);
    expect(new Set(left.map(({ table }) => table))).to.deep.equal(new Set(["passes"]));
    expect((await fetch(pathOf(link?.url ?? ""))).status).to.equal(200);
    await later(400);
    expect((await fetch(pathOf(link?.url ?? ""))).status).to.equal(404);
  });

  it("no use of one is refunded, before and after it is anonymised, and none takes from a cap", async () => {
    for (const refund of [{}, { refundCapOre: 20_000, refundCapPerTicketOre: 10_000 }]) {
      const offer = await anOfferOfOurs({ refundPerAdmissionOre: 10_000, ...refund });
      const [link] = (await handOut(offer, 1)).links;
      await use(offer, link?.id ?? "");
      const owed = () => database.db("settlements").where({ offer_id: offer.id });
      const counts = async () =>
        (await officeCounts(database.db, [offer.id], "5025")).get(offer.id);
      expect(await owed()).to.deep.equal([]);
      expect(await counts()).to.include({ used: 0, refundOre: 0 });
      server.deps.clock.set(new Date(offer.validity.until.getTime() + 61 * day));
      await anonymiseEndedPasses(server.deps);
      expect(await owed()).to.deep.equal([]);
      expect(await counts()).to.include({ used: 0, refundOre: 0 });
      server.deps.clock.set(testNow);
    }
  });

  it("a use that a scanner kept without coverage is never refunded, whichever of two scans takes it", async () => {
    const offer = await anOfferOfOurs({ refundPerAdmissionOre: 10_000 });
    const [link] = (await handOut(offer, 1)).links;
    const code = barcodeOf(await serialOf(link?.id ?? ""), offer);
    const counted = () => database.db("counted_redemptions").where({ offer_id: offer.id });
    for (const minutesAgo of [5, 10]) {
      const scannedAt = new Date(testNow.getTime() - minutesAgo * 60_000);
      const kept = { scannedAt, admittedOffline: true };
      await redeem(server.deps, aScan(await aDoor(database.db, offer.providerId), code, kept));
      const uses = await counted().select("scanned_at", "complimentary");
      expect(uses).to.deep.equal([{ scanned_at: scannedAt, complimentary: true }]);
    }
    expect(await database.db("settlements").where({ offer_id: offer.id })).to.deep.equal([]);
  });

  it("a hand-out on paper is printed whole also when one of its tickets was used, and does not lapse", async () => {
    const offer = await anOfferOfOurs({ claimWithinDays: 3 });
    const asked = { offerId: offer.id, actor: provider() };
    const { id: handOutId, links } = await createHandOut(server.deps, {
      ...{ ...asked, count: 2, form: "print", language: "nb" },
    } as const);
    const printed = async () => {
      const { tickets } = await printHandOut(server.deps, { ...asked, handOutId });
      return tickets.map(({ usesLeft }) => usesLeft);
    };
    expect(await printed()).to.deep.equal([1, 1]);
    await use(offer, links[0]?.id ?? "");
    expect(await printed(), "after a use").to.deep.equal([1, 1]);
    server.deps.clock.set(new Date(testNow.getTime() + 5 * day));
    await lapseUnclaimedPasses(server.deps);
    expect(await printed(), "after the deadline").to.deep.equal([1, 1]);
    await revokeHandOut(server.deps, { ...asked, handOutId });
    expect((await refusalOf(printed())).code).to.equal("gone");
  });

  it("a ticket that comes back frees no place on NAV's waiting list, and no reminder of it goes out", async () => {
    const offer = await anOfferOfOurs({ quota: 1, allocated: 1, claimWithinDays: 3 });
    const { id: recipientId } = await aRecipient(database.db);
    const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
    const named = [{ recipientId, path: "" }];
    await addToWaitingList(server.deps, { actor, offerId: offer.id, named });
    const { id, links } = await handOut(offer, 2);
    await world.provider.delete(`${address(offer)}/${id}/links/${links[0]?.id ?? ""}`);
    const { left, places } = await getWaitingList(server.deps, { actor, offerId: offer.id });
    expect({ left, states: places.map(({ state }) => state) }).to.deep.equal({
      left: 0,
      states: ["waiting"],
    });
    server.deps.clock.set(new Date(testNow.getTime() + 2 * day));
    await remindDue(server.deps);
    expect(await database.db("reminders")).to.deep.equal([]);
    expect(await database.db("messages")).to.deep.equal([]);
  });

  it("uses are counted apart once their month is over, and with the others until then", async () => {
    const offer = await anOfferOfOurs({ refundPerAdmissionOre: 10_000 });
    const [link] = (await handOut(offer, 1)).links;
    const read = async () => (await world.provider.get(address(offer))).body["months"];
    await use(offer, link?.id ?? "");
    expect(await read()).to.deep.equal([]);
    const { body } = await world.provider.get(`/api/v1/offers/${offer.id}/statistics`);
    expect(body).to.include({ allocated: 0, used: 1, admissions: 1 });
    server.deps.clock.set(new Date("2027-02-01T10:00:00+01:00"));
    expect(await read()).to.deep.equal([{ month: "2027-01", uses: 1, admissions: 1 }]);
  });

  /** Hand-outs of the offer that are later than all others, without tickets. */
  const laterHandOuts = (offer: Offer, count: number) =>
    database.db("hand_outs").insert(
      Array.from({ length: count }, (_, index) => ({
        ...{ offer_id: offer.id, given_by: "provider", form: "links", tickets: 1 },
        created_at: new Date(testNow.getTime() + index + 1),
      })),
    );

  it("one link of an old hand-out is revoked alone on its page, however many hand-outs are later", async () => {
    const offer = await anOfferOfOurs();
    const { id, links } = await handOut(offer, 2);
    await laterHandOuts(offer, 100);
    const cookie = `provider=${await sessionOfProvider(server.deps, offer.providerId)}`;
    const path = `${server.url}/provider/offers/${offer.id}/complimentary/${id}/revoke`;
    const page = await fetch(path, { headers: { cookie }, redirect: "manual" });
    expect(await page.text()).to.contain(links[0]?.id);
    const revoke = async (chosen: string[]) => {
      const body = new URLSearchParams([
        ["csrf", "token"],
        ...chosen.map((link) => ["links", link] as [string, string]),
      ]);
      const request = { method: "POST", headers: { cookie }, body, redirect: "manual" } as const;
      return (await fetch(path, request)).status;
    };
    expect(await revoke([]), "none chosen").to.equal(422);
    expect(await quotaOf(offer)).to.deep.equal({ setAside: 2, given: 2 });
    expect(await revoke([links[0]?.id ?? ""])).to.equal(303);
    expect(await quotaOf(offer)).to.deep.equal({ setAside: 2, given: 1 });
    const unknown = path.replace(id, offer.id);
    expect((await fetch(unknown, { headers: { cookie }, redirect: "manual" })).status).to.equal(
      404,
    );
  });

  it("an old hand-out on paper is printed, however many hand-outs are later", async () => {
    const offer = await anOfferOfOurs();
    const asked = { offerId: offer.id, actor: provider() };
    const { id: handOutId } = await createHandOut(server.deps, {
      ...{ ...asked, count: 1, form: "print", language: "nb" },
    } as const);
    await laterHandOuts(offer, 100);
    const { tickets } = await printHandOut(server.deps, { ...asked, handOutId });
    expect(tickets).to.have.length(1);
  });

  it("a hand-out on paper is printed by the side that gave it alone, in both directions", async () => {
    const offer = await anOfferOfOurs();
    await world.provider.patch(address(offer), { setAside: 2 });
    const culture = { role: "culture" as const, id: "office", municipalities: ["5025"] };
    const theirs = { role: "provider" as const, id: "key", providerId: world.providerId };
    const cookies = {
      provider: `provider=${await sessionOfProvider(server.deps, offer.providerId)}`,
      culture: `staff=${await staffSession(server.deps, { sub: "kari", name: "Kari", nav: [], culture: ["5025"] })}`,
    };
    const pages = { provider: "/provider/offers", culture: "/culture/running" };
    for (const [own, other] of [
      [theirs, culture],
      [culture, theirs],
    ] as const) {
      const asked = { offerId: offer.id, count: 1, form: "print", language: "nb" } as const;
      const { id: handOutId } = await createHandOut(server.deps, { ...asked, actor: own });
      const printed = (actor: Actor) =>
        printHandOut(server.deps, { actor, offerId: offer.id, handOutId });
      expect((await refusalOf(printed(other))).code, own.role).to.equal("not_found");
      expect((await printed(own)).tickets).to.have.length(1);
      const shown = async (role: "provider" | "culture") => {
        const path = `${pages[role]}/${offer.id}/complimentary`;
        const headers = { cookie: cookies[role] };
        const text = await (await fetch(server.url + path, { headers })).text();
        expect(text).to.contain(`${handOutId}/revoke`);
        return text.includes(`${handOutId}/tickets.pdf`);
      };
      expect([await shown(own.role), await shown(other.role)]).to.deep.equal([true, false]);
    }
  });

  it("tickets that are handed out on the page are in the language chosen there, by link and on paper", async () => {
    const offer = await anOfferOfOurs();
    const cookie = `provider=${await sessionOfProvider(server.deps, offer.providerId)}`;
    const path = `${server.url}/provider/offers/${offer.id}/complimentary`;
    const send = (to: string, fields: Record<string, string>) =>
      fetch(to, {
        ...{ method: "POST", headers: { cookie }, redirect: "manual" },
        body: new URLSearchParams({ csrf: "token", ...fields }),
      });
    const form = await (await fetch(path, { headers: { cookie } })).text();
    for (const language of languages) {
      expect(form).to.contain(`<option value="${language}"`);
      const shown = await send(path, { count: "1", form: "links", language });
      const [, link = ""] = /<code class="secret">([^<]+)</.exec(await shown.text()) ?? [];
      expect(link).to.contain("/t/");
      expect((await send(path, { count: "1", form: "print", language })).status).to.equal(303);
      const { handOuts } = (await world.provider.get(address(offer))).body;
      const [printed, byLink] = ["print", "links"].map((each) =>
        (handOuts as { id: string; form: string }[]).find(({ form: how }) => how === each),
      );
      const stored = await database
        .db("claim_links")
        .whereIn("hand_out_id", [printed?.id ?? "", byLink?.id ?? ""])
        .pluck<string[]>("language");
      expect(stored).to.deep.equal([language, language]);
      const pdf = await send(`${path}/${printed?.id ?? ""}/tickets.pdf`, {});
      expect(pdf.status).to.equal(200);
      expect(Buffer.from(await pdf.arrayBuffer()).toString("latin1")).to.contain(
        `/Lang (${spokenLanguage(language)})`,
      );
      server.deps.clock.set(new Date(server.deps.clock.now().getTime() + 1000));
    }
  });

  it("every hand-out is reached by the pages of the list, in the API and on the page", async () => {
    const offer = await anOfferOfOurs();
    const { id } = await handOut(offer, 1);
    await laterHandOuts(offer, 205);
    const seen: string[] = [];
    let query = "";
    do {
      const { body } = await world.provider.get(address(offer) + query);
      const { handOuts, nextCursor } = body as unknown as {
        handOuts: { id: string }[];
        nextCursor: string | null;
      };
      seen.push(...handOuts.map((each) => each.id));
      query = nextCursor === null ? "" : `?cursor=${nextCursor}`;
    } while (query !== "");
    expect(new Set(seen).size).to.equal(206);
    expect(seen).to.have.length(206);
    expect(seen.at(-1)).to.equal(id);
    const refused = await world.provider.get(`${address(offer)}?cursor=none`);
    expect(refused.body["code"]).to.equal("validation_failed");

    const headers = {
      cookie: `provider=${await sessionOfProvider(server.deps, offer.providerId)}`,
    };
    let path: string | undefined = `/provider/offers/${offer.id}/complimentary`;
    let text = "";
    for (let pages = 0; path !== undefined; pages++) {
      expect(pages).to.be.below(3);
      text = await (await fetch(server.url + path, { headers })).text();
      path = /<a [^>]*href="([^"]+)"[^>]*>Eldre</.exec(text)?.[1];
    }
    expect(text).to.contain(`${id}/revoke`).and.to.contain("De siste");
  });

  it("a provider reads the same while the month runs, whichever of both kinds was used, in API, pages and files", async () => {
    async function read(used: "allocated" | "complimentary") {
      const offer = await anOffer(database.db, { refundPerAdmissionOre: 10_000 });
      const { providerId } = offer;
      const owner = { role: "provider", providerId, name: "till" } as const;
      const client = apiClient(server, (await createApiKey(server.deps, owner)).key);
      const given = await client.post(address(offer), { count: 1 });
      const [link] = (given.body as unknown as HandedOut).links;
      const complimentary = await serialOf(link?.id ?? "");
      const { serialNumber: allocated } = await aPass(database.db, { offer });
      await database.db.transaction((trx) => markFetched(trx, [allocated, complimentary], testNow));
      const door = await aDoor(database.db, providerId);
      const code = barcodeOf({ allocated, complimentary }[used], offer);
      expect((await redeem(server.deps, aScan(door, code))).accepted).to.equal(true);
      const named = (path: string) =>
        path.replace(/[:{]offerId}?/, offer.id).replace(/[:{]month}?/, "2027-01");
      const seen: Record<string, string> = {};
      for (const { operation } of apiEndpoints) {
        const { method, path, security } = operation;
        const isOurs = typeof security === "object" && security.apiKey.includes("provider");
        if (method !== "get" || !isOurs || /{(?!offerId|month)/.test(path)) continue;
        seen[path] = (await client.get(named(path))).text;
      }
      const headers = { cookie: `provider=${await sessionOfProvider(server.deps, providerId)}` };
      for (const { method, path } of routesOf(providerPages(server.deps))) {
        // The PDF draws the lines of the file beside it.
        if (method !== "get" || /:(?!offerId|month)|\.pdf$/.test(path)) continue;
        const answer = await fetch(server.url + named(path), { headers });
        seen[path] = `${answer.status} ${await answer.text()}`;
      }
      return Object.entries(seen).map(([path, text]) => [path, withoutIds(text)] as const);
    }
    const one = await read("allocated");
    const other = new Map(await read("complimentary"));
    for (const [path, text] of one) expect(other.get(path), path).to.equal(text);
    const texts = new Map(one);
    expect(texts.get("/api/v1/offers/{offerId}/statistics")).to.contain('"used":1');
    expect(texts.get("/provider/numbers/:offerId.csv")).to.match(/^200 .*Uke/);
    expect(texts.get("/provider/settlements/:month.csv")).to.match(/^200 /);
  });

  it("a running month's settlement leaves out their offer, and the month's own has NAV's uses alone", async () => {
    const offer = await anOfferOfOurs({ refundPerAdmissionOre: 10_000 });
    const { serialNumber } = await aPass(database.db, { offer });
    const [link] = (await handOut(offer, 1)).links;
    const door = await aDoor(database.db, offer.providerId);
    await redeem(server.deps, aScan(door, barcodeOf(serialNumber, offer)));
    await use(offer, link?.id ?? "");
    const lines = async () => {
      const { body } = await world.provider.get("/api/v1/settlements/2027-01");
      const items = body["items"] as { offerId: string; uses: number; refundOre: number }[];
      const own = items.filter(({ offerId }) => offerId === offer.id);
      return own.map(({ uses, refundOre }) => ({ uses, refundOre }));
    };
    expect(await lines()).to.deep.equal([]);
    server.deps.clock.set(new Date("2027-02-01T10:00:00+01:00"));
    expect(await lines()).to.deep.equal([{ uses: 1, refundOre: 10_000 }]);
  });

  it("are refused with the reason where tickets bear the provider's own codes", async () => {
    const offer = await anOfferOfOurs({ ownCodes: someOwnCodes });
    await aPool(database.db, offer, 3);
    for (const [who, detail] of [
      [world.provider, "The offer's tickets bear your own codes; hand out codes yourself."],
      [
        world.culture,
        "The offer's tickets bear the provider's own codes; the provider hands out codes itself.",
      ],
    ] as const) {
      const { status, body } = await who.post(address(offer), { count: 1 });
      expect(status).to.equal(409);
      expect(body["detail"]).to.equal(detail);
    }
    expect(await pageText("provider", offer)).to.contain("har deres egne koder");
    expect(await pageText("culture", offer)).to.contain("har tilbyderens egne koder");
  });

  it("a provider who asks for more than can be out is told of that limit, in the API and on the page", async () => {
    const offer = await anOfferOfOurs();
    await database
      .db("complimentary_quotas")
      .insert({ offer_id: offer.id, set_aside: 10_000, given: 9999 });
    const { status, body } = await world.provider.post(address(offer), { count: 2 });
    expect(status).to.equal(409);
    expect(body["detail"]).to.equal(
      "At most 10000 complimentary tickets of an offer are out at a time; 1 more can be.",
    );
    const headers = { cookie: await cookieOf("provider", offer) };
    const refused = await fetch(pageOf("provider", offer), {
      ...{ method: "POST", headers },
      body: new URLSearchParams({ csrf: "token", count: "2", form: "links" }),
    });
    expect(await refused.text()).to.contain(
      "Høyst 10000 kan være ute på én gang. Det er plass til 1 til.",
    );
  });

  it("the pages that cancel and change an offer say how many complimentary tickets are out, and none say it without", async () => {
    const offer = await anOfferOfOurs();
    const headers = { cookie: await cookieOf("provider", offer) };
    const texts = async () =>
      Promise.all(
        ["cancel", "change", "close"].map(async (verb) => {
          const path = `${server.url}/provider/offers/${offer.id}/${verb}`;
          const text = await (await fetch(path, { headers })).text();
          return /\d+ fribillett[^<]*/.exec(text)?.[0];
        }),
      );
    expect(await texts()).to.deep.equal([undefined, undefined, undefined]);
    await handOut(offer, 1);
    const one = "1 fribillett er ute. Si fra til den dere ga den til.";
    expect(await texts()).to.deep.equal([one, one, undefined]);
    await handOut(offer, 2);
    const three = "3 fribilletter er ute. Si fra til dem dere ga dem til.";
    expect(await texts()).to.deep.equal([three, three, undefined]);
  });

  it("the page shows no form to hand out once the time of an open offer is over", async () => {
    const offer = await anOfferOfOurs();
    expect(await pageText("provider", offer)).to.contain("Hvor mange billetter?");
    server.deps.clock.set(offer.validity.until);
    const text = await pageText("provider", offer);
    expect(text).to.contain("Fribilletter deles ut mens tilbudet er åpent.");
    expect(text).not.to.contain("Hvor mange billetter?");
  });

  it("the API's description of the counts says that quota and allocated are without complimentary tickets", () => {
    const found = apiEndpoints.find(({ operation }) => operation.id === "getComplimentary");
    expect(found?.operation.description).to.contain(
      "`quota` and `allocated` are without complimentary tickets",
    );
  });
});
