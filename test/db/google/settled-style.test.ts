import { expect } from "chai";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import type { TicketStyle } from "../../../src/domain/templates/template.ts";
import { anOffer, aPass, aTemplateDefinition } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";

/** Google's ids are of one vertical for ever. */
describe("an offer's style", () => {
  const database = useDatabase();

  async function newVersion({ templateId }: Offer, style: TicketStyle): Promise<number> {
    const { latest } = (await database
      .db("template_versions")
      .where({ template_id: templateId })
      .max("version as latest")
      .first()) as { latest: number };
    const definition = JSON.stringify({ ...aTemplateDefinition, style });
    await database
      .db("template_versions")
      .insert({ template_id: templateId, version: latest + 1, definition });
    return latest + 1;
  }
  async function take({ id }: Offer, version: number) {
    const waiting = {
      pending_terms: "{}",
      pending_at: new Date(),
      pending_template_version: version,
    };
    await database.db("offers").where({ id }).update(waiting);
    await database.db("offers").where({ id }).update({ template_version: version });
  }
  const refusalOf = (work: PromiseLike<unknown>) =>
    Promise.resolve(work).then(
      () => undefined,
      (error: unknown) => (error as { constraint?: string }).constraint,
    );

  it("an offer's style is settled with the first ticket", async () => {
    const offer = await anOffer(database.db);
    await aPass(database.db, { offer });
    const version = await newVersion(offer, "event");
    expect(await refusalOf(take(offer, version))).to.equal("style_settled");
  });

  it("an offer's style is settled with the class at Google", async () => {
    const offer = await anOffer(database.db);
    await database.db("offers").where({ id: offer.id }).update({ google_version: 1 });
    const version = await newVersion(offer, "membership");
    expect(await refusalOf(take(offer, version))).to.equal("style_settled");
  });

  it("an offer's style may change as long as no ticket is out, and the rest of the template afterwards too", async () => {
    const offer = await anOffer(database.db);
    expect(await refusalOf(take(offer, await newVersion(offer, "event")))).to.equal(undefined);
    await aPass(database.db, { offer });
    expect(await refusalOf(take(offer, await newVersion(offer, "event")))).to.equal(undefined);
  });
});
