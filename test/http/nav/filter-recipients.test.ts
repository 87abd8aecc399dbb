import { expect } from "chai";
import { aMunicipality, anOffer, aPass, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

describe("the allocate page's filter", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025", "5026"]);
  let offer: Awaited<ReturnType<typeof anOffer>>;

  before(async () => {
    const { db } = database;
    for (const number of ["5025", "5026"]) await aMunicipality(db, number);
    offer = await anOffer(db, { municipalities: ["5025", "5026"] });
    const other = await anOffer(db, { municipalities: ["5025", "5026"] });
    await aRecipient(db, { reference: "NONE", birthYear: 2010, language: "nn" });
    const unfetched = await aRecipient(db, { reference: "UNFETCHED", birthYear: 2012 });
    await aPass(db, { offer, recipientId: unfetched.id });
    const used = await aRecipient(db, { reference: "USED", birthYear: 2014, municipality: "5026" });
    await aPass(db, { offer: other, recipientId: used.id, state: "used", fetchedAt: testNow });
    await aPass(db, { offer: other, recipientId: used.id, fetchedAt: testNow });
  });

  const choose = async (fields: Record<string, string>) => {
    const answer = await pages.post("/nav/allocate/choose", fields);
    const page = await answer.text();
    const shown = ["NONE", "UNFETCHED", "USED"].filter((each) => page.includes(`${each}<`));
    return { page, shown };
  };

  for (const { fields, expected } of [
    { fields: {}, expected: ["NONE", "UNFETCHED", "USED"] },
    { fields: { municipality: "5026" }, expected: ["USED"] },
    { fields: { municipality: "4601" }, expected: [] },
    { fields: { language: "nn" }, expected: ["NONE"] },
    { fields: { ageFrom: "14", ageTo: "" }, expected: ["NONE", "UNFETCHED"] },
    { fields: { ageFrom: "14", ageTo: "16" }, expected: ["UNFETCHED"] },
    { fields: { holding: "nothing" }, expected: ["NONE"] },
    { fields: { holding: "under2" }, expected: ["NONE", "UNFETCHED"] },
    { fields: { holding: "notFetched" }, expected: ["UNFETCHED"] },
  ]) {
    it(`the allocate page's filter shows who passes ${JSON.stringify(fields)}`, async () => {
      expect((await choose(fields)).shown).to.have.members(expected);
    });
  }

  it("the allocate page's filter knows who holds the chosen offer, and who does not", async () => {
    const asked = { offer: offer.id };
    expect((await choose({ ...asked, holding: "chosen" })).shown).to.deep.equal(["UNFETCHED"]);
    const { page, shown } = await choose({ ...asked, holding: "notChosen" });
    expect(shown).to.deep.equal(["NONE", "USED"]);
    expect(page).to.match(new RegExp(`<input[^>]*checked=""[^>]*value="${offer.id}"`));
  });

  it("the review before an allocation names who of the chosen holds the offer already", async () => {
    const review = async (pasted: string) =>
      (await pages.post("/nav/allocate/check", { pasted, offer: offer.id })).text();
    const page = await review("NONE,UNFETCHED,USED");
    const [, held = ""] = /1 barn har noe av dette fra før(.*?)<\/section>/s.exec(page) ?? [];
    expect(held).to.contain("UNFETCHED");
    expect(held).to.not.match(/NONE|USED/);
    expect(await review("NONE,USED")).to.not.contain("fra før");
  });

  it("the allocate page chooses all who pass the filter, beside those who were chosen before", async () => {
    const { page } = await choose({ holding: "nothing", do: "all" });
    expect(
      page.match(/name="recipient"[^>]*checked=""|checked=""[^>]*name="recipient"/g),
    ).to.have.length(1);
    const [, id = ""] =
      /value="([0-9a-f-]{36})"[^>]*>(?:(?!<input).)*?UNFETCHED/.exec(
        (await choose({ holding: "notFetched" })).page,
      ) ?? [];
    const both = await choose({ recipient: id, holding: "nothing", do: "all" });
    expect(both.shown).to.deep.equal(["NONE", "UNFETCHED"]);
    expect(
      both.page.match(/name="recipient"[^>]*checked=""|checked=""[^>]*name="recipient"/g),
    ).to.have.length(2);
  });
});
