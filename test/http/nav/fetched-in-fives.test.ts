import { expect } from "chai";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
import { anAllocation, anOffer, aPass, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

describe("how many tickets were fetched, as NAV is told", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025"]);
  const tickets = 12;
  let serialNumbers: string[];
  let allocationId: string;
  let api: ApiClient;

  before(async () => {
    const { db } = database;
    const offer = await anOffer(db, { quota: 50 });
    allocationId = await anAllocation(db, { allocated: tickets });
    serialNumbers = [];
    for (let i = 0; i < tickets; i++) {
      const { id: recipientId } = await aRecipient(db, { delivery: "none" });
      const held = { offer, recipientId, allocationId, fetchedAt: null };
      serialNumbers.push((await aPass(db, held)).serialNumber);
    }
    const named = { name: "test", role: "nav" as const, municipalities: ["5025"] };
    api = apiClient(pages, (await createApiKey(pages.deps, named)).key);
  });

  const fetch = (count: number) =>
    database
      .db("passes")
      .whereIn("serial_number", serialNumbers.slice(0, count))
      .update({ fetched_at: testNow });
  const htmlOf = async (path: string) => (await pages.get(path)).text();
  /** Every answer with the number, without what two answers never share. */
  const answers = async () => {
    const path = `/nav/allocations/${allocationId}`;
    const { body } = await api.get(`/api/v1/allocations/${allocationId}`);
    const read = [
      ...(await Promise.all(["/nav", path, `${path}/progress.json`, `${path}/revoke`].map(htmlOf))),
      JSON.stringify(body),
    ];
    return read.map((each) => each.replaceAll(/data-seconds="\d+"|"requestId":"[^"]*"/g, ""));
  };

  it("the number of tickets that lapse soon is told in fives, too: it is what others left unfetched", async () => {
    const soon = new Date(testNow.getTime() + 86_400_000);
    const ours = () => database.db("passes").whereIn("serial_number", serialNumbers);
    await ours().update({ claim_until: soon });
    for (let count = 0; count < tickets; count++) {
      await fetch(count);
      const html = await htmlOf("/nav");
      const [, row = ""] = /Går snart tapt.*?<tbody(.*?)<\/tbody>/s.exec(html) ?? [];
      const left = tickets - count - ((tickets - count) % 5);
      const [, shown] = /(færre enn 5|minst \d+|>\d+)</.exec(row) ?? [];
      expect(shown, String(count)).to.equal(left < 5 ? "færre enn 5" : `minst ${String(left)}`);
    }
    await ours().update({ claim_until: null, fetched_at: null });
  });

  it("the number of fetched tickets is the same in every answer from one multiple of five to the next, and in each the same", async () => {
    let before: string[] | undefined;
    for (let count = 0; count <= tickets; count++) {
      await fetch(count);
      const now = await answers();
      if (before && count % 5 !== 0) expect(now, String(count)).to.deep.equal(before);
      else {
        const said = count < 5 ? "færre enn 5" : `minst ${String(count)}`;
        for (const html of now.slice(0, 4)) expect(html, String(count)).to.contain(said);
        expect(now[4]).to.contain(`"fetched":${String(count)}`);
      }
      before = now;
    }
  });
});
