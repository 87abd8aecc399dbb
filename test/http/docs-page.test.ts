import { expect } from "chai";
import { expectAccessible, useBrowser } from "../support/browser.ts";
import { useDatabase } from "../support/database.ts";
import { useServer } from "../support/server.ts";

describe("the documentation page", () => {
  const database = useDatabase();
  const server = useServer(database);
  const browser = useBrowser();

  for (const width of [390, 1280]) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`is accessible and fits ${width} px in ${colorScheme} colours`, async function () {
        this.timeout(60_000);
        const context = await browser.open({ viewport: { width, height: 900 }, colorScheme });
        const page = await context.newPage();
        const faults: string[] = [];
        page.on("console", (message) => {
          if (message.type() === "error") faults.push(message.text());
        });
        await page.goto(`${server.url}/docs`);
        expect(await page.evaluate("document.documentElement.scrollWidth")).to.equal(width);
        await expectAccessible(page);
        expect(faults).to.deep.equal([]);
      });
    }
  }
});
