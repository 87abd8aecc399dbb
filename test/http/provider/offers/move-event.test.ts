import { expect } from "chai";
import { renewClaimLink } from "../../../../src/actions/recipients/renew-claim-link.ts";
import { expectAccessible, useBrowser } from "../../../support/browser.ts";
import { anOffer, aPass, aRecipient } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";
import { signInProvider } from "../../../support/sign-in-provider.ts";

describe("an event that moves", function () {
  this.timeout(60_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  const browser = useBrowser();

  it("a provider moves an approved event on its page, and the family's page shows both times for a day", async () => {
    const offer = await anOffer(database.db, {
      title: { nb: "Vinterkonsert" },
      category: "concert",
      event: {
        start: new Date("2027-01-16T19:00:00+01:00"),
        end: new Date("2027-01-16T22:00:00+01:00"),
      },
      validity: {
        from: new Date("2027-01-16T19:00:00+01:00"),
        until: new Date("2027-01-16T22:00:00+01:00"),
      },
    });
    const recipient = await aRecipient(database.db);
    const { url } = await renewClaimLink(server.deps, {
      actor: { role: "nav", id: "nora", municipalities: [recipient.municipality] },
      reference: recipient.reference,
    });
    await aPass(database.db, { offer, recipientId: recipient.id });

    const context = await browser.open({ viewport: { width: 390, height: 844 } });
    await signInProvider(server, context, offer.providerId);
    const page = await context.newPage();
    await page.goto(`${server.url}/provider/offers/${offer.id}/change`);
    await expectAccessible(page);
    await page.getByLabel("Dag", { exact: true }).fill("2027-01-14");
    await page.getByRole("button", { name: "Lagre" }).click();
    await page
      .getByText("Arrangementet kan bare flyttes til en tid som ikke har vært")
      .first()
      .waitFor();
    await page.getByLabel("Dag", { exact: true }).fill("2027-01-23");
    await page.getByLabel("Begynner").fill("18:30");
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByText("Tilbudet er lagret.").waitFor();

    const claimPage = server.url + new URL(url).pathname;
    await page.goto(claimPage);
    await page.getByText("lørdag 23. januar 2027").waitFor();
    expect(await page.locator("s").textContent()).to.equal("Før: lørdag 16. januar 2027 19:00");
    await expectAccessible(page);
    server.deps.clock.set(new Date(server.deps.clock.now().getTime() + 24 * 3_600_000));
    await page.goto(claimPage);
    expect(await page.locator("s").count()).to.equal(0);
    await context.close();
  });
});
