import { existsSync } from "node:fs";
import axe from "axe-core";
import { expect } from "chai";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

const executable = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => existsSync(path));

export interface TestBrowser {
  /** A fresh profile: no cookies. Closed after the enclosing `describe`. */
  open(options?: Parameters<Browser["newContext"]>[0]): Promise<BrowserContext>;
}

/** A Chromium for the tests of the enclosing `describe`; `args` are for it alone. */
export function useBrowser({ args = [] }: { args?: string[] } = {}): TestBrowser {
  let browser: Browser | undefined;
  before("starts Chromium", async function () {
    this.timeout(60_000);
    if (executable === undefined) throw new Error("Chromium is needed: apt-get install chromium");
    browser = await chromium.launch({
      executablePath: executable,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", ...args],
    });
  });
  after("stops Chromium", async () => {
    await browser?.close();
  });
  return {
    open: async (options) => {
      if (!browser) throw new Error("The browser runs only while tests run.");
      const context = await browser.newContext({ locale: "nb-NO", ...options });
      context.setDefaultTimeout(15_000);
      return context;
    },
  };
}

/** Fails with what axe found, in words: https://github.com/dequelabs/axe-core */
export async function expectAccessible(page: Page): Promise<void> {
  // Not as a script element: the page's own policy forbids those.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe };
    const { violations: found } = await checker.run();
    return found.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.html).join(" | ")}`,
    );
  });
  expect(violations, `axe on ${new URL(page.url()).pathname}`).to.deep.equal([]);
}
