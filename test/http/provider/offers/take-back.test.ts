import { expect } from "chai";
import { expectAccessible, useBrowser } from "../../../support/browser.ts";
import { anOffer } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";
import { signInProvider } from "../../../support/sign-in-provider.ts";

describe("a volunteer who handed in the wrong offer", function () {
  this.timeout(60_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  const browser = useBrowser();

  it("a volunteer takes it back, and throws it away once asked", async () => {
    const { id, providerId } = await anOffer(database.db, { state: "submitted" });
    const context = await browser.open({ viewport: { width: 390, height: 844 } });
    await signInProvider(server, context, providerId);
    const page = await context.newPage();
    await page.goto(`${server.url}/provider/offers/${id}`);
    await page.getByRole("button", { name: "Trekk tilbake" }).click();
    await page.getByText("Tilbudet er trukket tilbake, og er en kladd igjen.").waitFor();
    await page.getByRole("link", { name: "Slett" }).click();
    await page.getByRole("heading", { name: "Slette tilbudet?" }).waitFor();
    await expectAccessible(page);
    expect(await database.db("offers").where({ id })).to.have.length(1);
    await page.getByRole("button", { name: "Slett" }).click();
    await page.getByText("Tilbudet er slettet.").waitFor();
    await expectAccessible(page);
    expect(await database.db("offers").where({ id })).to.have.length(0);
    await context.close();
  });
});
