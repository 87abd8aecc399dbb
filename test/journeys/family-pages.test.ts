import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import { renewClaimLink } from "../../src/actions/recipients/renew-claim-link.ts";
import { addToWaitingList } from "../../src/actions/waiting/add-to-waiting-list.ts";
import { holderNb } from "../../src/views/texts/holder-nb.ts";
import { anAppleOffer } from "../support/apple-tickets.ts";
import { useAppleWallet } from "../support/apple-wallet.ts";
import { expectSound, expectUncut, useBrowser } from "../support/browser.ts";
import { anOffer } from "../support/builders.ts";
import { useDatabase } from "../support/database.ts";
import { aChild, allocateTo, issueAndTell, nora, tokenIn } from "../support/families.ts";
import { readBarcodeIn } from "../support/read-barcode.ts";
import { useServer } from "../support/server.ts";
import { testDeps } from "../support/test-deps.ts";

const webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const iPhone = `Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) ${webkit}`;
const android = "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)";

describe("the pages of a family with three children", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const apple = useAppleWallet();
  const server = useServer(database, { change: (deps) => ({ ...deps, apple: apple.wallet }) });
  const browser = useBrowser();
  let context: BrowserContext;
  let page: Page;
  /** Addresses by what they show. */
  const pages: Record<string, string> = {};

  before(async () => {
    const deps = testDeps(database.db);
    const offer = await anAppleOffer(database.db, {
      ...{ quota: 9, title: { nb: "Ungdomsforestilling med workshop" } },
    });
    const children = [];
    for (const label of ["Eldst", undefined, "Minst, hos besteforeldrene i helgene"]) {
      children.push(await aChild(deps, "HUS-TRE", { label }));
    }
    await allocateTo(deps, children, [offer.id]);
    await issueAndTell(deps, offer.id);
    const { id: offerId } = await anOffer(database.db, { quota: 1, allocated: 1 });
    const named = children.map(({ id }) => ({ recipientId: id, path: "" }));
    await addToWaitingList(server.deps, { actor: nora, offerId, named });
    const family = `${server.url}/t/${tokenIn(deps.sent[0]?.text ?? "")}`;
    const [, serial = ""] = /\/([\w-]{22})\/return/.exec(await (await fetch(family)).text()) ?? [];

    const waiting = await aChild(deps, undefined);
    await allocateTo(deps, [waiting], [(await anOffer(database.db)).id]);
    const { url } = await renewClaimLink(server.deps, { actor: nora, recipientId: waiting.id });
    Object.assign(pages, {
      ...{ family, giveBack: `${family}/${serial}/return`, code: `${family}/${serial}/code` },
      ...{ ownData: `${family}/data`, leaveList: `${family}/waiting/${offerId}` },
      pending: server.url + new URL(url).pathname,
    });
  });

  const begin = async (options?: Parameters<typeof browser.open>[0]) => {
    context = await browser.open(options);
    page = await context.newPage();
  };
  afterEach(() => context.close());

  it("family pages are accessible on a phone and a desk, and cut nothing off at 320 pixels and twice the text", async () => {
    await begin();
    for (const [what, address] of Object.entries(pages)) {
      expect((await page.goto(address))?.status(), what).to.equal(200);
      await expectSound(page);
      await expectUncut(page);
    }
    await page.goto(pages["family"] ?? "");
    expect(await page.locator("h2[id^=child]").allTextContents()).to.have.length(3);
  });

  it("family pages are accessible in forced colours, dark and light, and a scanner reads the code", async () => {
    for (const colorScheme of ["dark", "light"] as const) {
      await begin({ forcedColors: "active", colorScheme, viewport: { width: 390, height: 844 } });
      for (const address of Object.values(pages)) {
        await page.goto(address);
        await expectSound(page);
      }
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(pages["code"] ?? "");
      const [[, text] = []] = await readBarcodeIn(await page.screenshot());
      expect(text).to.match(/^J2/);
      if (colorScheme === "dark") await context.close();
    }
  });

  it("family pages need no script: ask back, give back, undo, leave a list, and look again", async () => {
    await begin({ javaScriptEnabled: false });
    await page.goto(pages["giveBack"] ?? "");
    await page.getByRole("button", { name: holderNb.giveBackYes }).click();
    await page.getByRole("button", { name: holderNb.undo }).first().click();
    await page.getByText(holderNb.notices.undone).waitFor();
    await page.goto(pages["leaveList"] ?? "");
    await page.getByRole("button").first().click();
    await page.getByText(holderNb.notices.left).waitFor();
    await page.goto(pages["pending"] ?? "");
    await page.getByRole("link", { name: holderNb.reload }).click();
    await page.getByText(holderNb.preparing).waitFor();
  });

  it("family pages can be read and used on a slow line before any picture or script has come", async () => {
    await begin();
    await context.route(/\/images\/|\.js$/, () => undefined);
    const line = await context.newCDPSession(page);
    // "Slow 3G" of the developer tools.
    await line.send("Network.emulateNetworkConditions", {
      ...{ offline: false, latency: 400 },
      ...{ downloadThroughput: 50_000, uploadThroughput: 50_000 },
    });
    await page.goto(pages["family"] ?? "", { waitUntil: "commit" });
    await page.getByRole("heading", { name: "Eldst" }).waitFor();
    await page
      .getByRole("link", { name: /Apple Wallet/ })
      .first()
      .waitFor();
    await page.goto(pages["code"] ?? "", { waitUntil: "commit" });
    await page.getByRole("img", { name: /^Kode for/ }).waitFor();
  });

  const agents: [app: string, userAgent: string][] = [
    ["Messenger on iPhone", `${iPhone} Mobile/1 [FBAN/MessengerForiOS;FBAV/500.0]`],
    ["Snapchat on iPhone", `${iPhone} Mobile/1 Snapchat/13.0`],
    ["Instagram on Android", `${android.replace(")", "; wv)")} Chrome/140 Instagram 400`],
  ];
  for (const [app, userAgent] of agents) {
    it(`a family that opens its link within ${app} is told the way out, and has its codes there`, async () => {
      await begin({ userAgent, viewport: { width: 390, height: 664 } });
      await page.goto(pages["family"] ?? "");
      expect(await page.getByText(holderNb.inApp).isVisible()).to.equal(true);
      await page.getByText("Uten Wallet").first().click();
      const code = page.getByRole("img", { name: /^Kode for/ }).first();
      expect(await code.isVisible()).to.equal(true);
      await expectSound(page);
    });
  }
});
