import { expect } from "chai";
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
});
