import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { expectAccessible, useBrowser } from "../support/browser.ts";
import { useDatabase } from "../support/database.ts";
import { openAsOfficer } from "../support/staff-page.ts";
import { useWholeService } from "../support/whole-service.ts";

describe("from NAV's page to the phone", function () {
  this.timeout(60_000);
  const database = useDatabase({ shipped: true });
  const service = useWholeService(database);
  const browser = useBrowser();
  let page: Page;
  let claimUrl: string;

  before(async () => {
    page = await (await browser.open()).newPage();
    page.on("pageerror", (error) => {
      throw error;
    });
  });

  it("the journey of a lift pass signs the officer in and shows what is left of each offer", async () => {
    await openAsOfficer(page, `${service.url}/nav`);
    await expectAccessible(page);
    const card = page.getByRole("listitem").filter({ hasText: "Dagskort i skitrekket" });
    expect(await card.textContent()).to.contain("igjen av 80");
  });

  it("the journey of a lift pass says what an allocation means before it happens", async () => {
    await page.getByRole("link", { name: "Tildel Dagskort i skitrekket" }).click();
    await page.getByRole("checkbox", { name: "R-1005" }).check();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Se over" }).click();
    expect(await page.getByRole("main").textContent()).to.contain(
      "1 mottaker × 1 tilbud = 1 billett",
    );
    await expectAccessible(page);
  });

  it("the journey of a lift pass shows the ticket becoming ready without a reload", async () => {
    await service.stopWorker();
    await page.getByRole("button", { name: "Tildel 1 billett" }).click();
    await page.getByRole("heading", { name: "1 billett tildelt" }).waitFor();
    expect(await page.getByText("0 av 1 er klare").isVisible()).to.equal(true);
    await expectAccessible(page);
    await page.evaluate("globalThis.neverReloaded = true");
    await service.startWorker();
    await page.getByText("Alle billettene er klare.").waitFor({ timeout: 30_000 });
    expect(await page.evaluate("globalThis.neverReloaded")).to.equal(true);
  });

  it("the journey of a lift pass leads to the recipient's claim link", async () => {
    await page.getByRole("link", { name: "R-1005" }).click();
    expect(await page.getByRole("row", { name: /Dagskort/ }).textContent()).to.contain("Gyldig");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Vis hentelenken" }).click();
    claimUrl = (await page.locator("code.secret").textContent()) ?? "";
    expect(claimUrl).to.match(/\/t\/[\w-]{22}$/);
    await expectAccessible(page);
    await page.getByRole("link", { name: "Tilbake til mottakeren" }).click();
  });

  it("the journey of a lift pass gives the holder, who is not signed in, a signed ticket for Apple Wallet", async () => {
    const holder = await (await browser.open({ acceptDownloads: true })).newPage();
    await holder.goto(claimUrl);
    await expectAccessible(holder);
    const ticket = holder.getByRole("article", { name: "Dagskort i skitrekket" });
    const [download] = await Promise.all([
      holder.waitForEvent("download"),
      ticket.getByRole("link", { name: /Legg til i Apple Wallet/ }).click(),
    ]);
    expect(download.suggestedFilename()).to.equal("Dagskort i skitrekket.pkpass");
    const folder = await mkdtemp(join(tmpdir(), "join-pass-"));
    try {
      const file = join(folder, "ticket.pkpass");
      await download.saveAs(file);
      const names = execFileSync("unzip", ["-Z1", file], { encoding: "utf8" }).split("\n");
      expect(names).to.include.members(["pass.json", "manifest.json", "signature"]);
      execFileSync("unzip", ["-q", file, "-d", folder]);
      const verify = ["cms", "-verify", "-inform", "DER", "-noverify", "-in", "signature"];
      execFileSync("openssl", [...verify, "-content", "manifest.json"], {
        cwd: folder,
        stdio: ["ignore", "ignore", "ignore"],
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    await holder.context().close();
  });

  it("the journey of a lift pass sends the holder to Google with a link that saves the ticket", async () => {
    const holder = await (await browser.open()).newPage();
    await holder.goto(claimUrl);
    const link = holder
      .getByRole("article", { name: "Dagskort i skitrekket" })
      .getByRole("link", { name: /Legg til i Google Wallet/ });
    const href = (await link.getAttribute("href")) ?? "";
    const answer = await fetch(new URL(href, service.url), { redirect: "manual" });
    expect(answer.status).to.equal(302);
    expect(answer.headers.get("location")).to.match(/\/v\/save\/eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    await holder.context().close();
  });

  it("the journey of a lift pass tells the officer that the ticket was fetched", async () => {
    await page.reload();
    const row = page.getByRole("row", { name: /Dagskort/ });
    expect(await row.textContent()).to.not.contain("Ikke hentet");
  });

  it("the journey of a lift pass revokes with a reason, and the holder no longer has it", async () => {
    await page.getByRole("link", { name: "Trekk tilbake Dagskort i skitrekket" }).click();
    await page.getByRole("button", { name: "Trekk tilbake" }).click();
    await page.getByRole("link", { name: "Velg en grunn." }).waitFor();
    await expectAccessible(page);
    await page.getByLabel("Hvorfor?").selectOption("wrong_child");
    await page.getByRole("button", { name: "Trekk tilbake" }).click();
    await page.getByText("Billetten er trukket tilbake.").waitFor();
    expect(await page.getByRole("row", { name: /Dagskort/ }).textContent()).to.contain(
      "Trukket tilbake",
    );
    const holder = await (await browser.open()).newPage();
    await holder.goto(claimUrl);
    expect(await holder.getByRole("article", { name: "Dagskort i skitrekket" }).count()).to.equal(
      0,
    );
    expect(
      await holder.getByRole("listitem").filter({ hasText: "Dagskort" }).textContent(),
    ).to.contain("Ikke lenger gyldig");
    await expectAccessible(holder);
    await holder.context().close();
  });
});
