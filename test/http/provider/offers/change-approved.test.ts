import { expect } from "chai";
import { findOffer } from "../../../../src/db/offers/offers.ts";
import { expectAccessible, useBrowser } from "../../../support/browser.ts";
import { proposeChange } from "../../../support/approved-change.ts";
import { anOffer, aPass } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";
import { staffSession } from "../../../support/sessions.ts";
import { signInProvider } from "../../../support/sign-in-provider.ts";

describe("a change of an approved offer, on the pages", function () {
  this.timeout(60_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  const browser = useBrowser();
  const phone = { viewport: { width: 390, height: 844 } };

  async function officePage() {
    const context = await browser.open(phone);
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    const value = await staffSession(server.deps, claims);
    await context.addCookies([{ name: "staff", value, url: server.url }]);
    return context.newPage();
  }

  it("a new title waits beside the old one until the office, which sees both, has approved it", async () => {
    const { id, providerId } = await anOffer(database.db, {
      title: { nb: "Dagskort" },
      refundPerAdmissionOre: 9000,
      approvedQuota: 100,
    });
    const context = await browser.open(phone);
    await signInProvider(server, context, providerId);
    const page = await context.newPage();
    await page.goto(`${server.url}/provider/offers/${id}/change`);
    await expectAccessible(page);
    await page.getByLabel("Navn på billetten").fill("Kveldskort");
    await page.getByLabel("Antall billetter i alt").fill("120");
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByText("Endringen er sendt til kulturkontoret.").waitFor();
    await page.getByText("En endring venter på kulturkontoret").waitFor();
    await expectAccessible(page);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).to.contain("Dagskort");

    const office = await officePage();
    await office.goto(`${server.url}/culture`);
    await office.getByText("Endring av et godkjent tilbud").waitFor();
    await office.goto(`${server.url}/culture/offers/${id}`);
    await expectAccessible(office);
    const name = office.getByRole("listitem").filter({ hasText: "Navn (Bokmål)" });
    expect(await name.getByRole("paragraph").allTextContents()).to.deep.equal([
      "Gjelder nå",
      "Dagskort",
      "Endres til",
      "Kveldskort",
    ]);
    await office.getByText("Høyst etter endringen:").waitFor();
    await office.getByRole("button", { name: "Send tilbake" }).click();
    await office.getByText("Skriv hva").first().waitFor();
    await office.getByLabel("Hva må rettes?").fill("Er det en annen billett?");
    await office.getByRole("button", { name: "Send tilbake" }).click();
    await office.getByText("Endringen er sendt tilbake.").waitFor();

    await page.reload();
    await page.getByText("Er det en annen billett?").waitFor();
    await page.getByRole("link", { name: "Endre antall, tid, tekst eller betaling" }).click();
    expect(await page.getByLabel("Navn på billetten").inputValue()).to.equal("Dagskort");
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByText("Tilbudet er lagret.").waitFor();
    await page.getByText("Kulturkontoret sendte endringen tilbake").waitFor();
    await page.getByRole("link", { name: "Rett endringen" }).click();
    expect(await page.getByLabel("Navn på billetten").inputValue()).to.equal("Kveldskort");
    await page.getByLabel("Navn på billetten").fill("Dagskort, også på kvelden");
    await page.getByRole("button", { name: "Lagre" }).click();
    await office.goto(`${server.url}/culture/offers/${id}`);
    await office.getByRole("button", { name: "Godkjenn endringen" }).click();
    await office.getByText("Endringen er godkjent, og gjelder nå.").waitFor();
    await page.reload();
    const heading = page.getByRole("heading", { level: 1, name: "Dagskort, også på kvelden" });
    await heading.waitFor();
    expect(await page.getByText("En endring venter").count()).to.equal(0);

    await page.goto(`${server.url}/provider/offers/${id}/change`);
    await page.getByLabel("Navn på billetten").fill("Nattkort");
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByRole("button", { name: "Trekk endringen tilbake" }).click();
    await page.getByText("Endringen er trukket tilbake. Tilbudet gjelder som før.").waitFor();
    await office.context().close();
    await context.close();
  });

  it("a new refund is not approved once a ticket was allocated, and the page says why", async () => {
    const offer = await anOffer(database.db, { refundPerAdmissionOre: 9000 });
    await proposeChange(server.deps, offer, { refundPerAdmissionOre: 12_000 });
    const office = await officePage();
    await office.goto(`${server.url}/culture/offers/${offer.id}`);
    await aPass(database.db, { offer });
    await office.getByRole("button", { name: "Godkjenn endringen" }).click();
    await office.getByText("Billetter er delt ut i mellomtiden").first().waitFor();
    await expectAccessible(office);
    await office.getByLabel("Hva må rettes?").fill("Billetter er delt ut.");
    await office.getByRole("button", { name: "Send tilbake" }).click();
    await office.getByText("Endringen er sendt tilbake.").waitFor();
    await office.context().close();
  });

  it("a date is added to an approved offer with several, one of its own is moved, and one that has been stays", async () => {
    const sessions = ["2027-02-05", "2027-02-12"].map((day) => ({
      start: new Date(`${day}T17:00:00Z`),
      end: new Date(`${day}T19:00:00Z`),
    }));
    const { id, providerId } = await anOffer(database.db, {
      sessions,
      validity: { from: new Date("2027-02-05T17:00Z"), until: new Date("2027-02-12T19:00Z") },
    });
    const context = await browser.open(phone);
    await signInProvider(server, context, providerId);
    const page = await context.newPage();
    await page.goto(`${server.url}/provider/offers/${id}/change`);
    await expectAccessible(page);
    const row = (n: number) => page.getByRole("group", { name: `Tid ${n}`, exact: true });
    await row(1).getByLabel("Dag", { exact: true }).fill("2027-01-05");
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByText("Tider som har begynt, må stå").nth(1).waitFor();
    await row(1).getByLabel("Dag", { exact: true }).fill("2027-02-05");
    await row(2).getByLabel("Slutter").fill("21:00");
    await row(3).getByLabel("Dag", { exact: true }).fill("2027-02-19");
    await row(3).getByLabel("Begynner").fill("12:00");
    await row(3).getByLabel("Slutter").fill("14:00");
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByText("Tilbudet er lagret.").waitFor();
    const changed = await findOffer(database.db, id);
    const [first, second] = sessions;
    const added = { start: new Date("2027-02-19T11:00Z"), end: new Date("2027-02-19T13:00Z") };
    expect(changed?.sessions).to.deep.equal([
      first,
      { start: second?.start, end: new Date("2027-02-12T20:00Z") },
      added,
    ]);
    expect(changed?.validity.until).to.deep.equal(added.end);
    await context.close();
  });
});
