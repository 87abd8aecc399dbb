import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { failedMessageTexts } from "../../../src/views/texts/failed-message-texts.ts";
import { graceTexts } from "../../../src/views/texts/grace-texts.ts";
import { allocationLineTexts } from "../../../src/views/texts/allocation-line-texts.ts";
import { allocated } from "../../support/allocated.ts";
import { anOffer, aPass, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { reasonTexts } from "../../../src/views/texts/reason-texts.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

const texts = failedMessageTexts("nb");

describe("NAV's pages about messages that were given up", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025"]);

  const actor: Actor = { role: "nav", id: "nora", municipalities: ["5025"] };

  const givenUp = async (municipality = "5025") => {
    const { id, reference } = await aRecipient(database.db, { municipality });
    await aPass(database.db, { recipientId: id });
    await database.db("messages").insert({
      recipient_id: id,
      channel: "sms",
      state: "failed",
      attempts: 8,
      failed_at: testNow,
      refused: true,
    });
    return { id, reference };
  };
  const stateOf = async (recipientId: string) =>
    (await database.db("messages").where({ recipient_id: recipientId }).pluck("state")) as string[];
  const textOf = async (path: string) => (await pages.get(path)).text();

  it("a message that was given up stands on NAV's front page, its own page and the recipient's, and in the metrics", async () => {
    expect(await textOf("/nav/messages")).to.contain(texts.none);
    const { id, reference } = await givenUp();
    const elsewhere = await givenUp("5026");
    expect(await textOf("/nav")).to.contain(texts.alert(1));
    expect(await textOf("/nav/messages"))
      .to.contain(reference)
      .and.contain(texts.refused)
      .and.not.contain(elsewhere.reference);
    expect(await textOf(`/nav/recipients/${id}`)).to.contain(texts.alert(1));
    expect(await textOf("/metrics")).to.contain('joinwallet_messages_unsent{state="failed"} 2');
  });

  describe("an allocation in its grace", () => {
    const grace = (minutes: number | null) =>
      database.owner("municipalities").update({ message_grace_minutes: minutes });
    before(() => grace(10));
    after(() => grace(null));
    const allocatedNow = async () => {
      const offer = await anOffer(database.db);
      const { id: recipientId } = await aRecipient(database.db);
      const items = [{ recipientId, offerId: offer.id }];
      const { id } = await allocated(allocate(pages.deps, { actor, items }));
      return { path: `/nav/allocations/${id}`, offerId: offer.id, recipientId };
    };
    const words = graceTexts("nb");

    it("an officer undoes an allocation at the top of its page, and the page says that nobody was told", async () => {
      const { path } = await allocatedNow();
      expect(await textOf(path))
        .to.contain(words.help)
        .and.not.contain(`${path}/revoke`);
      const answer = await pages.post(`${path}/undo`);
      expect(answer.headers.get("location")).to.equal(`${path}?notice=undone`);
      expect(await textOf(`${path}?notice=undone`)).to.contain(words.undone);
      expect(await textOf(`${path}?notice=sent`)).not.to.contain(words.help);
    });

    it("an officer lets the messages leave, and then revoking says how many were told and fetched", async () => {
      const { path, offerId, recipientId } = await allocatedNow();
      expect(await textOf(`${path}?notice=undone`)).not.to.contain(words.undone);
      await pages.post(`${path}/send`);
      await issuePasses(pages.deps, { offerId });
      const late = (await pages.post(`${path}/undo`)).headers.get("location") ?? "";
      expect(await textOf(late))
        .to.contain(words.tooLate)
        .and.not.contain(words.undone);
      expect(await textOf(`${path}/revoke`)).to.contain(words.told(0));
      await notifyRecipient(pages.deps, { recipientId });
      expect(await textOf(`${path}/revoke`))
        .to.contain(words.told(1))
        .and.contain(words.fetched("færre enn 5"));
    });
  });

  describe("an allocation whose messages have left", () => {
    const words = allocationLineTexts("nb");

    /** An allocation to as many recipients, each told: the path of its page, and its parts. */
    const allocatedAndTold = async (count: number) => {
      const offer = await anOffer(database.db);
      const ids = [];
      for (let i = 0; i < count; i += 1) ids.push((await aRecipient(database.db)).id);
      const items = ids.map((recipientId) => ({ recipientId, offerId: offer.id }));
      const made = await allocated(allocate(pages.deps, { actor, items }));
      await issuePasses(pages.deps, { offerId: offer.id });
      for (const recipientId of ids.slice(1)) await notifyRecipient(pages.deps, { recipientId });
      const serials = made.items.map(({ passes }) => passes[0]?.serialNumber ?? "");
      return { id: made.id, path: `/nav/allocations/${made.id}`, offerId: offer.id, ids, serials };
    };
    const become = (recipientId: string | undefined, change: object) =>
      database.db("messages").where({ recipient_id: recipientId }).update(change);
    const endedOf = (offerId: string) =>
      database
        .db("passes")
        .where({ offer_id: offerId, state: "revoked" })
        .orderBy("serial_number")
        .pluck<string[]>("serial_number");

    it("the allocation's page shows each message's state, and sends those again that did not arrive", async () => {
      const { path, ids } = await allocatedAndTold(4);
      await become(ids[2], { delivered_at: testNow });
      await become(ids[3], {
        state: "failed",
        failed_at: testNow,
        refused: true,
        failure: "number",
      });
      const elsewhere = await givenUp();
      const page = await textOf(path);
      for (const state of ["waiting", "handed_over", "delivered", "failed"] as const) {
        expect(page.split(`>${words.messages[state]}<`), state).to.have.lengthOf(2);
      }
      expect(page).to.contain(texts.failures.number).and.contain(texts.alert(1));
      const answer = await pages.post(`${path}/resend`);
      expect(answer.headers.get("location")).to.equal(`${path}?notice=resent`);
      expect(await stateOf(ids[3] ?? "")).to.deep.equal(["owed"]);
      expect(await stateOf(elsewhere.id)).to.deep.equal(["failed"]);
    });

    it("an officer revokes chosen tickets of an allocation with one reason, and the others stay", async () => {
      const { path, offerId, serials } = await allocatedAndTold(3);
      const other = await allocatedAndTold(1);
      const wanted = serials.slice(0, 2).toSorted();
      const ticket = [...wanted, ...other.serials].join(" ");
      const asked = await (await pages.post(`${path}/revoke/choose`, { ticket })).text();
      expect(asked).to.contain(words.revokeChosenHeading).and.contain(`value="${ticket}"`);
      const refused = await pages.post(`${path}/revoke`, { ticket, reason: "" });
      expect(refused.status).to.equal(400);
      expect(await refused.text())
        .to.contain(`value="${ticket}"`)
        .and.contain(reasonTexts("nb").chooseOne);
      const unsaid = await pages.post(`${path}/revoke`, { ticket, reasonCode: "other" });
      expect(unsaid.status).to.equal(400);
      expect(await unsaid.text())
        .to.contain(reasonTexts("nb").sayOther)
        .and.match(/<option value="other" selected/);
      const done = await pages.post(`${path}/revoke`, { ticket, reason: "Feil klasse" });
      expect(done.headers.get("location")).to.equal(`${path}?notice=chosen-revoked`);
      expect(await endedOf(offerId)).to.deep.equal(wanted);
      expect(await endedOf(other.offerId)).to.deep.equal([]);
      const none = await pages.post(`${path}/revoke/choose`);
      expect(none.headers.get("location")).to.equal(`${path}?notice=none-chosen`);
    });
  });

  it("an officer sends one child's message again, or all of them at once, and never another municipality's", async () => {
    const [one, other, elsewhere] = [await givenUp(), await givenUp(), await givenUp("5026")];
    const answer = await pages.post(`/nav/recipients/${one.id}/resend`);
    expect(answer.headers.get("location")).to.contain("notice=resent");
    expect([await stateOf(one.id), await stateOf(other.id)]).to.deep.equal([["owed"], ["failed"]]);
    expect((await pages.post(`/nav/recipients/${elsewhere.id}/resend`)).status).to.equal(404);
    await pages.post("/nav/messages/resend");
    expect(await stateOf(other.id)).to.deep.equal(["owed"]);
    expect(await stateOf(elsewhere.id)).to.deep.equal(["failed"]);
  });

  it("an officer sends the link again, once a minute at most, with what is active when it leaves, or alone", async () => {
    const { deps } = pages;
    const before = deps.sent.length;
    const { id: recipientId } = await aRecipient(database.db);
    const { serialNumber } = await aPass(database.db, { recipientId });
    await notifyRecipient(deps, { recipientId });
    const send = async () => {
      const answer = await pages.post(`/nav/recipients/${recipientId}/repeat`);
      return answer.headers.get("location")?.split("notice=")[1];
    };
    const both = await Promise.all([send(), send()]);
    expect(both).to.have.members(["repeated", "repeated-lately"]);
    await notifyRecipient(deps, { recipientId });
    const page = await textOf(`/nav/recipients/${recipientId}`);
    expect(page, "each message with its state").to.match(/Nye billetter<.*SMS<.*Sendt</s);
    expect(page).to.match(/Lenken på nytt<.*SMS<.*Sendt</s);
    const texts = () => deps.sent.slice(before).map(({ text }) => text);
    expect(texts()).to.have.length(2);
    expect(texts()[1]).to.equal(texts()[0]);
    deps.clock.set(new Date(testNow.getTime() + 60_000));
    expect(await send()).to.equal("repeated");
    await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .update({ state: "used", uses_left: 0, ended_at: testNow });
    await notifyRecipient(deps, { recipientId });
    expect(texts()[2]).to.match(/^Her finner du billettene dine: http/);
    expect(await stateOf(recipientId)).to.deep.equal(["sent", "sent", "sent"]);
    deps.clock.set(testNow);
  });

  it("no link is sent again to a child who gets no messages, or of another municipality", async () => {
    const { db } = database;
    const silent = await aRecipient(db, { delivery: "print" });
    const elsewhere = await aRecipient(db, { municipality: "5026" });
    for (const [{ id }, status] of [
      [silent, 409],
      [elsewhere, 404],
    ] as const) {
      expect((await pages.post(`/nav/recipients/${id}/repeat`)).status).to.equal(status);
      expect(await stateOf(id)).to.deep.equal([]);
    }
  });
});
