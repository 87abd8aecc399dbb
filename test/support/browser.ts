import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type axe from "axe-core";
import { expect } from "chai";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** The same engine without the browser's own windows, for less than half of the processor time. */
const headlessShell = "/usr/bin/chromium-headless-shell";

function optionsOf(paths: string[], args: string[] = []) {
  const executablePath = paths.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error("Chromium is needed: apt-get install chromium");
  const usual = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  return { executablePath, args: [...usual, ...args] };
}

const launch = (paths: string[], args?: string[]): Promise<Browser> =>
  chromium.launch(optionsOf(paths, args));

/** A Chromium whose profile stays in the folder when it ends. */
export const openProfile = (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, {
    ...optionsOf([headlessShell, ...browsers]),
    locale: "nb-NO",
  });

let shared: Promise<Browser> | undefined;

/** Mocha's global teardown calls it; a worker process of a parallel run kills its Chromium as it exits. */
export async function closeSharedBrowser(): Promise<void> {
  await (await shared)?.close();
}

export interface TestBrowser {
  /** A fresh profile: no cookies. Closed after the enclosing `describe`. */
  open(options?: Parameters<Browser["newContext"]>[0]): Promise<BrowserContext>;
}

/**
 * A Chromium for the tests of the enclosing `describe`. All files of a test process share one, since
 * starting it costs seconds; with `args` it is a whole browser of their own.
 */
export function useBrowser({ args }: { args?: string[] } = {}): TestBrowser {
  let browser: Browser | undefined;
  let contexts: BrowserContext[] = [];
  before("starts Chromium", async function () {
    this.timeout(60_000);
    browser = args
      ? await launch(browsers, args)
      : await (shared ??= launch([headlessShell, ...browsers]));
  });
  after("closes what was opened in Chromium", async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    if (args) await browser?.close();
  });
  return {
    open: async (options) => {
      if (!browser) throw new Error("The browser runs only while tests run.");
      const context = await browser.newContext({ locale: "nb-NO", ...options });
      context.setDefaultTimeout(40_000);
      contexts.push(context);
      return context;
    },
  };
}

let axeSource: Promise<string> | undefined;

/** Fails with what axe found, in words: https://github.com/dequelabs/axe-core */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) {
    axeSource ??= readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    // Not as a script element: the page's own policy forbids those.
    await page.evaluate(await axeSource);
  }
  // Where colours are forced they are the person's own; axe reads -webkit-text-fill-color, whose computed value is the page's.
  const isForced = await page.evaluate<boolean>("matchMedia('(forced-colors: active)').matches");
  const violations = await page.evaluate(async (hasForcedColors) => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe };
    // Details of what passed would take as long again as the check.
    const { violations: found } = await checker.run({
      resultTypes: ["violations"],
      rules: { "color-contrast": { enabled: !hasForcedColors } },
    });
    return found.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.html).join(" | ")}`,
    );
  }, isForced);
  expect(violations, `axe on ${new URL(page.url()).pathname}`).to.deep.equal([]);
}

let checked = 0;

/**
 * Fails where a page does not fit a phone's or a desk's width, or where axe finds something at one of
 * them: it takes long, so it looks at the two widths by turns.
 */
export async function expectSound(page: Page): Promise<void> {
  const widths = [390, 1280];
  if (checked++ % 2 === 1) widths.reverse();
  for (const [turn, width] of widths.entries()) {
    await page.setViewportSize({ width, height: 844 });
    if (turn === 0) await expectAccessible(page);
    const beyond = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(beyond, `beyond the edge of ${page.url()} at ${width}`).to.be.at.most(0);
  }
}

/** As `expectSound`, also with letters of twice the size on half a desk's width: https://www.w3.org/TR/WCAG22/#resize-text */
export async function expectSoundAtTwice(page: Page): Promise<void> {
  await expectSound(page);
  await page.setViewportSize({ width: 640, height: 844 });
  const size = "document.documentElement.style.fontSize";
  await page.evaluate(`${size} = '200%'`);
  const beyond = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
  await page.evaluate(`${size} = ''`);
  expect(beyond, `beyond the edge of ${page.url()} at 200 %`).to.be.at.most(0);
}

/** Fails where a page of 320 pixels with letters of twice the size, everything unfolded, cuts a text off or must be scrolled sideways. */
export async function expectUncut(page: Page): Promise<void> {
  const where = page.url();
  await page.setViewportSize({ width: 320, height: 568 });
  await page.evaluate("document.documentElement.style.fontSize = '200%'");
  await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
  const cut = await page.evaluate<string[]>(`(() => {
    const cut = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement;
      if (!parent.checkVisibility() || parent.closest(".unseen")) continue;
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      const card = parent.closest("article");
      const edge = card ? card.getBoundingClientRect().right : 320;
      if ([...range.getClientRects()].some(({ right }) => right > edge + 0.5)) cut.push(range.toString());
    }
    return cut;
  })()`);
  expect(cut, where).to.deep.equal([]);
  expect(await page.evaluate("document.documentElement.scrollWidth"), where).to.equal(320);
}

/** Fails when an image of the page, also one within a drawing, is none that the browser can decode. */
export async function expectImagesLoaded(page: Page): Promise<void> {
  await page.evaluate(
    "Promise.all([...document.querySelectorAll('img, image')].map((image) => image.decode()))",
  );
}
