import { expect } from "chai";
import { staffSession } from "../../../support/sessions.ts";
import { useBrowser } from "../../../support/browser.ts";
import { anOffer } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";
import { signInProvider } from "../../../support/sign-in-provider.ts";

describe("what was agreed about money and time to fetch", function () {
  this.timeout(60_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  const browser = useBrowser();

  for (const [state, terms, said] of [
    [
      "submitted",
      { refundPerAdmissionOre: 9050, claimWithinDays: 60 },
      ["dere kr 90,50 for hver som kommer.", "innen 60 dager, kan gå til andre."],
    ],
    ["open", { refundPerAdmissionOre: 9050 }, ["dere kr 90,50 for hver som kommer."]],
    [
      "open",
      {
        refundPerAdmissionOre: 150_000,
        refundPer: "month",
        refundCapPerTicketOre: 450_000,
        refundCapOre: 9_000_000,
      },
      [
        "dere kr 1 500,00 for hver måned en billett blir brukt.",
        "Høyst kr 4 500,00 for én billett.",
        "Høyst kr 90 000,00 for hele tilbudet.",
      ],
    ],
    ["submitted", {}, ["Dere tar ikke betalt av kommunen."]],
  ] as const) {
    it(`an agreed term stays on the provider's page of one that is ${state}: ${said.join(" ")}`, async () => {
      const { id, providerId } = await anOffer(database.db, { state, ...terms });
      const context = await browser.open();
      await signInProvider(server, context, providerId);
      const page = await context.newPage();
      await page.goto(`${server.url}/provider/offers/${id}`);
      const section = page.locator("section", { hasText: "Kort sagt" });
      const text = ((await section.textContent()) ?? "").replaceAll("\u00a0", " ");
      for (const each of said) expect(text).to.contain(each);
      await context.close();
    });
  }

  it("an agreed term is what the culture office reads, with its øre", async () => {
    const caps = { refundCapPerTicketOre: 100_000, refundCapOre: 500_000, uses: null };
    const terms = { refundPerAdmissionOre: 9050, claimWithinDays: 1, ...caps };
    const { id } = await anOffer(database.db, { state: "submitted", ...terms });
    const context = await browser.open();
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    const value = await staffSession(server.deps, claims);
    await context.addCookies([{ name: "staff", value, url: server.url }]);
    const page = await context.newPage();
    await page.goto(`${server.url}/culture/offers/${id}`);
    await page.getByText(/Kommunen betaler kr.90,50 for hver som kommer\./).waitFor();
    await page.getByText(/Høyst kr.1.000,00 for én billett\. Høyst kr.5.000,00 for hele/).waitFor();
    await page.getByText(/Høyst: kr.5.000,00\./).waitFor();
    await page.getByText("innen 1 dag, kan gå til andre.").waitFor();
    await context.close();
  });
});
