import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import { recordRefusals } from "../../src/db/google/google-refusals.ts";
import { anOffer, aPass, aRecipient } from "../support/builders.ts";
import { expectAccessible, expectSound, useBrowser } from "../support/browser.ts";
import { useDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { openAsOfficer } from "../support/staff-page.ts";
import { useWholeService } from "../support/whole-service.ts";

describe("what Google refuses, as the operator sees it", function () {
  this.timeout(60_000);
  const database = useDatabase({ shipped: true });
  const service = useWholeService(database);
  const browser = useBrowser();
  let context: BrowserContext;
  let page: Page;

  beforeEach(async () => {
    context = await browser.open();
    page = await context.newPage();
    await openAsOfficer(page, `${service.url}/operator/google`, "Odd Drift");
  });
  afterEach(async () => {
    await context.close();
    await database.db("google_refusals").delete();
  });
  const main = async () => (await page.getByRole("main").textContent()) ?? "";

  async function refuse(status: number, message: string, field: string | null): Promise<string> {
    const offer = await anOffer(database.db);
    const { id: recipientId } = await aRecipient(database.db, { delivery: "none" });
    const { serialNumber } = await aPass(database.db, { offer, recipientId });
    await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .update({ google_version: 1, content_version: 2 });
    const refusal = { offerId: offer.id, serialNumber, version: 2, status, message, field };
    await database.db.transaction((trx) => recordRefusals(trx, [refusal], new Date()));
    return serialNumber;
  }

  it("the page of Google's refusals is a page that says so when there is nothing", async () => {
    expect(await main()).to.contain("Google har tatt imot alt.");
    await expectAccessible(page);
  });

  it("google 24: shows Google's own words, the field they speak of and what to do, and never which ticket", async () => {
    const serialNumber = await refuse(400, "Invalid value for field heroImage", "heroImage");
    await refuse(403, "The service account is not a user.", null);
    for (const language of ["nb", "nn"]) {
      await page.goto(`${service.url}/operator/google?lang=${language}`);
      const text = await main();
      for (const shown of [
        "Invalid value for field heroImage",
        "felt: heroImage",
        "The service account is not a user.",
        "Google Pay & Wallet Console",
        "færre enn 5",
      ]) {
        expect(text).to.contain(shown);
      }
      expect(await page.content()).not.to.contain(serialNumber);
      await expectSound(page);
    }
  });

  it("the page of Google's refusals shows one of a changed offer also when the ticket was used before, or since, and its phones have neither", async () => {
    for (const [message, changes] of [
      ["Used, then changed", [{ uses_left: 1 }, { content_version: 2 }]],
      ["Changed, then used", [{ content_version: 2 }, { uses_left: 1 }]],
      ["Used alone", [{ uses_left: 1 }]],
    ] as const) {
      const offer = await anOffer(database.db, { uses: 2 });
      const { id: recipientId } = await aRecipient(database.db, { delivery: "none" });
      const { serialNumber } = await aPass(database.db, { offer, recipientId });
      const pass = () => database.db("passes").where({ serial_number: serialNumber });
      await pass().update({ google_version: 1 });
      for (const change of changes) await pass().update(change);
      const refusal = { offerId: offer.id, serialNumber, version: changes.length + 1, message };
      const refusals = [{ ...refusal, status: 400, field: null }];
      await database.db.transaction((trx) => recordRefusals(trx, refusals, new Date()));
    }
    await page.reload();
    expect(await main())
      .to.contain("Used, then changed")
      .and.contain("Changed, then used")
      .and.not.contain("Used alone");
  });

  it("the page of Google's refusals tries again when asked to, and is empty once Google has taken it", async () => {
    const serialNumber = await refuse(403, "The service account is not a user.", null);
    await page.goto(`${service.url}/operator/google?lang=nb`);
    await page.getByRole("button", { name: "Prøv alt på nytt" }).click();
    await eventually("taken", async () => {
      const left = await database.db("google_refusals").where({ id: serialNumber }).select("id");
      return left.length === 0;
    });
    await page.reload();
    expect(await main()).to.contain("Google har tatt imot alt.");
  });

  it("the page of Google's refusals is not for those who are not signed in", async () => {
    await context.clearCookies();
    const response = await context.request.post(`${service.url}/operator/google/retry`);
    expect(response.status()).to.be.within(300, 499);
    expect(await response.text()).not.to.contain("Googles egne ord");
  });
});
