import { expect } from "chai";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { failedMessageTexts } from "../../../src/views/texts/failed-message-texts.ts";
import { aPass, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

const texts = failedMessageTexts("nb");

describe("NAV's pages about messages that were given up", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025"]);

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

  it("an officer sends the link again, once a minute at most, with what is active when it leaves", async () => {
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
    expect(texts()).to.have.length(2);
    expect(await stateOf(recipientId)).to.deep.equal(["sent", "sent"]);
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
