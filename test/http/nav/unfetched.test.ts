import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { handOutToRecipient } from "../../../src/actions/passes/hand-out-to-recipient.ts";
import { handOutTickets } from "../../../src/actions/passes/hand-out-tickets.ts";
import { lapseUnclaimedPasses } from "../../../src/actions/passes/lapse-unclaimed-passes.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
import { anOffer, aPass, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { aPool, someOwnCodes } from "../../support/own-codes.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";

const day = 24 * 60 * 60_000;
const after = (days: number) => new Date(testNow.getTime() + days * day);

describe("tickets that nobody has yet, on NAV's pages", () => {
  const database = useDatabase({ shipped: true });
  const pages = useOfficerPages(database, ["5025"]);
  let api: ApiClient;
  const html = async (path: string) => (await pages.get(path)).text();

  before(async () => {
    const own = { name: "test", role: "nav" as const, municipalities: ["5025"] };
    api = apiClient(pages, (await createApiKey(pages.deps, own)).key);
  });

  /** A child who gets no messages, with a ticket to fetch within two days. */
  async function unfetched(changes: Partial<Offer> = {}, delivery: "print" | "sms" = "print") {
    const offer = await anOffer(database.db, {
      title: { nb: `Kino ${Math.random()}` },
      ...changes,
    });
    const { id: recipientId, reference } = await aRecipient(database.db, { delivery });
    const ticket = { offer, recipientId, claimUntil: after(2) };
    const { serialNumber } = await aPass(database.db, ticket);
    return { offer, recipientId, reference, serialNumber };
  }

  const printed = (again = false) =>
    pages.post("/nav/print/tickets.pdf", { language: "nb", again: String(again) });
  const stored = (serialNumber: string) =>
    database
      .db("passes")
      .where({ serial_number: serialNumber })
      .first<Record<string, unknown>>("state", "fetched_at", "handed_out_at");

  beforeEach(async () => {
    await database.db("passes").whereNull("fetched_at").update({ fetched_at: testNow });
    await database.db("passes").update({ handed_out_at: null });
  });

  it("the front page leads to what lapses soon and what came back, in numbers that point to no child", async () => {
    const { offer, reference } = await unfetched();
    const back = await anOffer(database.db, { title: { nb: "Svømming" } });
    await aPass(database.db, { offer: back, state: "returned", endedAt: testNow });
    const front = await html("/nav");
    expect(front)
      .to.contain(`/nav/unfetched#offer-${offer.id}`)
      .and.to.contain(`/nav/allocate?offer=${back.id}`)
      .and.to.contain("færre enn 5")
      .and.not.to.contain(reference);
    expect(await html("/nav/unfetched"))
      .to.contain(`id="offer-${offer.id}"`)
      .and.to.contain(reference);
  });

  it("the API reminds of an offer as the page does, one message for each phone", async () => {
    const { offer, recipientId, serialNumber } = await unfetched({}, "sms");
    const printed = await aPass(database.db, {
      ...{ offer, recipientId: (await unfetched()).recipientId, claimUntil: after(2) },
    });
    const sent = { channel: "sms", state: "sent", sent_at: after(-1) };
    const [message] = await database
      .db("messages")
      .insert({ ...sent, recipient_id: recipientId })
      .returning<{ id: string }[]>("id");
    await database
      .db("passes")
      .whereIn("serial_number", [serialNumber, printed.serialNumber])
      .update({ message_id: message?.id });
    const path = `/api/v1/offers/${offer.id}/reminders`;
    expect((await api.post(path)).body).to.deep.equal({ messages: 1 });
    expect((await api.post(path)).body).to.deep.equal({ messages: 0 });
    expect((await pages.post(`/nav/offers/${offer.id}/remind`)).headers.get("location")).to.equal(
      "/nav/unfetched?notice=nobody-reminded",
    );
    const elsewhere = await anOffer(database.db, { municipalities: ["5026"] });
    expect((await api.post(`/api/v1/offers/${elsewhere.id}/reminders`)).status).to.equal(404);
    const moved = await aRecipient(database.db, { delivery: "sms" });
    await aPass(database.db, { offer: elsewhere, recipientId: moved.id, claimUntil: after(2) });
    const ofMoved = await api.post(`/api/v1/offers/${elsewhere.id}/reminders`);
    expect(ofMoved.status, "held by a child who moved here").to.equal(202);
    expect((await pages.post("/nav/offers/no-id/remind")).status).to.equal(404);
  });

  it("the page of tickets not fetched reminds at one click and sends again at another", async () => {
    const { offer, recipientId, serialNumber } = await unfetched({}, "sms");
    const remind = () => pages.post(`/nav/offers/${offer.id}/remind`);
    expect((await remind()).headers.get("location")).to.equal(
      "/nav/unfetched?notice=nobody-reminded",
    );
    const [message] = await database
      .db("messages")
      .insert({ recipient_id: recipientId, channel: "sms", state: "sent", sent_at: after(-1) })
      .returning<{ id: string }[]>("id");
    await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .update({ message_id: message?.id });
    expect((await remind()).headers.get("location")).to.equal("/nav/unfetched?notice=reminded");
    const again = await pages.post("/nav/unfetched/remind");
    expect(again.headers.get("location")).to.equal("/nav/unfetched?notice=nobody-reminded");
    const repeat = await pages.post("/nav/unfetched/repeat");
    expect(repeat.headers.get("location")).to.equal("/nav/unfetched?notice=repeated");
    const twice = await pages.post("/nav/unfetched/repeat");
    expect(twice.headers.get("location")).to.equal("/nav/unfetched?notice=nobody-repeated");
  });

  it("printed tickets are handed out and not fetched, and do not lapse", async () => {
    const { reference, recipientId, serialNumber } = await unfetched();
    const other = await unfetched({}, "sms");
    const list = await html("/nav/print");
    expect(list).to.contain(reference).and.not.to.contain(other.reference);
    const answer = await printed();
    expect(answer.headers.get("content-type")).to.equal("application/pdf");
    expect((await answer.text()).slice(0, 5)).to.equal("%PDF-");
    expect(await stored(serialNumber)).to.deep.equal({
      ...{ state: "active", fetched_at: null, handed_out_at: testNow },
    });
    expect((await stored(other.serialNumber))["handed_out_at"]).to.equal(null);
    expect(await html(`/nav/recipients/${recipientId}`)).to.contain("Delt ut på papir");
    expect((await printed()).status).to.equal(404);
    expect((await printed(true)).status).to.equal(200);

    pages.deps.clock.set(after(3));
    try {
      await lapseUnclaimedPasses(pages.deps);
    } finally {
      pages.deps.clock.set(testNow);
    }
    expect((await stored(serialNumber))["state"]).to.equal("active");
    expect((await stored(other.serialNumber))["state"]).to.equal("lapsed");
  });

  it("NAV's print of one child's tickets is handed out, not fetched, shows all uses, and is audited", async () => {
    const { offer, recipientId, serialNumber } = await unfetched({ uses: 3 }, "sms");
    await database.db("passes").where({ serial_number: serialNumber }).update({ uses_left: 1 });
    const path = `/nav/recipients/${recipientId}/tickets.pdf`;
    expect(await html(`/nav/recipients/${recipientId}`)).to.contain(`action="${path}"`);
    const answer = await pages.post(path);
    expect((await answer.text()).slice(0, 5)).to.equal("%PDF-");
    expect(await stored(serialNumber)).to.deep.equal({
      ...{ state: "active", fetched_at: null, handed_out_at: testNow },
    });
    const actor: Actor = { role: "nav", id: "nora", municipalities: ["5025"] };
    const { tickets } = await handOutToRecipient(pages.deps, { actor, recipientId });
    expect(tickets.map(({ usesLeft }) => usesLeft)).to.deep.equal([offer.uses]);
    const audited = { action: "passes.handed_out", subject: recipientId };
    expect(await database.db("audit_events").where(audited)).to.have.length(2);
    const elsewhere = await aRecipient(database.db, { municipality: "5026" });
    expect((await pages.post(`/nav/recipients/${elsewhere.id}/tickets.pdf`)).status).to.equal(404);
  });

  it("every ticket printed in the last day is in one of the files to print again, 200 in each, also when one of another file ends in between", async () => {
    const { offer, recipientId } = await unfetched({ quota: 300 });
    await Promise.all(
      Array.from({ length: 200 }, () => aPass(database.db, { offer, recipientId })),
    );
    await database.db("passes").where({ offer_id: offer.id }).update({ handed_out_at: testNow });
    const page = await html("/nav/print");
    expect(page)
      .to.contain("Skriv ut på nytt 1–200")
      .and.contain("Skriv ut på nytt 201–201")
      .and.not.contain("om gangen");
    const listed = [...page.matchAll(/name="listed" value="([^"]*)"/g)].map(([, each = ""]) =>
      each.split(" "),
    );
    expect(listed.map((file) => file.length)).to.deep.equal([200, 1]);
    expect(new Set(listed.flat())).to.have.property("size", 201);
    const actor: Actor = { role: "nav", id: "nora", municipalities: ["5025"] };
    const printedIn = async (file: string[] | undefined) =>
      (await handOutTickets(pages.deps, { actor, language: "nb", again: true, listed: file })).map(
        ({ serialNumber }) => serialNumber,
      );
    expect(await printedIn(listed[0])).to.have.members(listed[0] ?? []);
    const [first = ""] = listed[0] ?? [];
    await database
      .db("passes")
      .where({ serial_number: first })
      .update({ handed_out_at: after(-2) });
    expect(await printedIn(listed[1])).to.deep.equal(listed[1]);
    const again = (file: string) =>
      pages.post("/nav/print/tickets.pdf", { language: "nb", again: "true", listed: file });
    expect((await again(listed[1]?.join(" ") ?? "")).status).to.equal(200);
    expect((await again(first)).status).to.equal(404);
  });

  it("reminding and printing answer NAV alike for a ticket that was used without being fetched", async () => {
    const answers = [];
    for (const used of [false, true]) {
      await database.db("passes").whereNull("fetched_at").update({ fetched_at: testNow });
      const [told, paper] = [await unfetched({}, "sms"), await unfetched()];
      const [message] = await database
        .db("messages")
        .insert({
          recipient_id: told.recipientId,
          channel: "sms",
          state: "sent",
          sent_at: after(-1),
        })
        .returning<{ id: string }[]>("id");
      const rows = database.db("passes").whereNull("fetched_at");
      await rows.clone().update({ claim_until: null });
      await rows
        .clone()
        .where({ recipient_id: told.recipientId })
        .update({ message_id: message?.id });
      if (used) await rows.clone().update({ state: "used", uses_left: 0, ended_at: testNow });
      const remind = async () =>
        (await pages.post(`/nav/offers/${told.offer.id}/remind`)).headers.get("location");
      const first = await remind();
      await notifyRecipient(pages.deps, { recipientId: told.recipientId });
      const print = (await printed()).status;
      const { handed_out_at: handedOutAt } = await stored(paper.serialNumber);
      answers.push([first, await remind(), print, handedOutAt, (await printed()).status]);
    }
    expect(answers[1]).to.deep.equal(answers[0]);
    expect(answers[0]?.[0]).to.equal("/nav/unfetched?notice=reminded");
  });

  it("the database refuses to lapse a ticket that was handed out", async () => {
    const { serialNumber } = await unfetched();
    const row = database.db("passes").where({ serial_number: serialNumber });
    await row.clone().update({ handed_out_at: testNow });
    const refused: unknown = await row
      .clone()
      .update({ state: "lapsed", ended_at: testNow })
      .then(undefined, (error: unknown) => error);
    expect(refused).to.have.property("constraint", "handed_out_does_not_lapse");
  });

  it("a ticket that was handed out does not lapse either when it is replaced for a new phone", async () => {
    const { recipientId, serialNumber } = await unfetched();
    await printed();
    await pages.post(`/nav/passes/${serialNumber}/replace`);
    const live = { recipient_id: recipientId, state: "active" };
    const rows: unknown = await database.db("passes").where(live).select("claim_until");
    expect(rows).to.deep.equal([{ claim_until: null }]);
  });

  it("a code of the provider's own is revealed when it is printed", async () => {
    const ownCodes = { ...someOwnCodes, reportsUse: "file" as const };
    const { offer, serialNumber } = await unfetched({ ownCodes });
    await aPool(database.db, offer, ["CODE-ON-PAPER"]);
    const code = database.db("provider_codes").where({ offer_id: offer.id });
    await code.clone().update({ state: "reserved", serial_number: serialNumber });
    expect((await printed()).status).to.equal(200);
    expect(await code.clone().pluck("state")).to.deep.equal(["revealed"]);
  });

  for (const [use, terms, state] of [
    ["a use", {}, "used"],
    ["a use with which its time begins", { uses: null, validFor: { hours: 1 } }, "active"],
  ] as const) {
    it(`NAV's list of printed tickets, and printing them again, are the same after ${use}`, async () => {
      const { offer, recipientId, serialNumber } = await unfetched(terms);
      await printed();
      const door = await aDoor(database.db, offer.providerId);
      const actor: Actor = { role: "nav", id: "nora", municipalities: ["5025"] };
      const onPaper = () => handOutTickets(pages.deps, { actor, language: "nb", again: true });
      const read = async () => [
        (await html("/nav/print")).replaceAll(/data-seconds="\d+"/g, ""),
        (await html(`/nav/recipients/${recipientId}`)).replaceAll(/data-seconds="\d+"/g, ""),
        (await html("/nav")).replaceAll(/data-seconds="\d+"/g, ""),
        await onPaper(),
      ];
      const before = await read();
      expect(before[0]).to.contain("Skriv ut på nytt 1");
      expect(before[3]).to.have.length(1);
      const scan = aScan(door, barcodeOf(serialNumber, offer));
      expect((await redeem(pages.deps, scan)).accepted).to.equal(true);
      expect((await stored(serialNumber))["state"]).to.equal(state);
      expect(await read()).to.deep.equal(before);
    });
  }
});
