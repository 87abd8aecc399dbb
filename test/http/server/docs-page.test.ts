import { readFileSync } from "node:fs";
import { expect } from "chai";
import { renderToStaticMarkup } from "react-dom/server";
import { documentedOperations } from "../../../src/http/server/documented-operations.ts";
import { expectAccessible, useBrowser } from "../../support/browser.ts";
import { useDatabase } from "../../support/database.ts";
import { guideSteps } from "../../support/guide-steps.ts";
import { useServer } from "../../support/server.ts";

describe("the documentation pages", function () {
  this.timeout(120_000);
  const database = useDatabase();
  const server = useServer(database);
  const browser = useBrowser();

  const views = ["/docs", "/docs/guide"].flatMap((path) =>
    (
      [
        [390, "dark"],
        [1280, "light"],
      ] as const
    ).map(([width, colorScheme]) => ({ path, width, colorScheme })),
  );
  for (const { path, width, colorScheme } of views) {
    it(`the documentation pages are accessible and fit ${width} px in ${colorScheme} colours: ${path}`, async function () {
      this.timeout(120_000);
      const context = await browser.open({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(message.text());
      });
      await page.goto(`${server.url}${path}`);
      await page.evaluate(
        "for (const each of document.querySelectorAll('details')) each.open = true",
      );
      expect(await page.evaluate("document.documentElement.scrollWidth")).to.equal(width);
      // The articles of the operations are alike, and axe takes half a minute for all: in light colours every tenth is enough.
      if (colorScheme === "light") {
        await page.evaluate(
          "[...document.querySelectorAll('article')].forEach((each, n) => n % 10 !== 0 && each.remove())",
        );
      }
      await expectAccessible(page);
      expect(faults).to.deep.equal([]);
    });
  }

  it("lead from one to the other, and show the guide whole", async () => {
    const read = async (path: string) => (await fetch(`${server.url}${path}`)).text();
    expect(await read("/docs")).to.contain('href="/docs/guide"');
    const guide = await read("/docs/guide");
    expect(guide).to.contain('href="/docs"').and.not.contain("```").and.not.contain("](");
    const markdown = readFileSync(
      new URL("../../../docs/provider-api.md", import.meta.url),
      "utf8",
    );
    const heading = /^#+ (.+)$/gm;
    for (const [, text = ""] of markdown.matchAll(heading)) expect(guide).to.contain(`${text}</h`);
    for (const { commands, prints } of guideSteps(markdown)) {
      for (const code of [commands, prints]) {
        const [last = ""] = code.trim().split("\n").slice(-1);
        expect(guide).to.contain(renderToStaticMarkup(last));
      }
    }
  });

  it("show each operation's refusals in the service's words, and the limits' headers", async () => {
    const html = await (await fetch(`${server.url}/docs`)).text();
    const articles = html.split("<article ").slice(1);
    expect(articles).to.have.length(documentedOperations.length);
    for (const { id, security } of documentedOperations) {
      const article = articles.find((each) => each.startsWith(`id="${id}"`)) ?? "";
      if (security !== "none") expect(article, id).to.contain("<code>too_many_requests</code>");
    }
    expect(html).to.contain("61 tickets are out, so the quota can be lowered to 61 but not below.");
    expect(html).to.contain("<code>RateLimit-Policy</code>");
  });
});
