import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { createPhoneStore } from "../../../src/sandbox/phone/phone-store.ts";
import {
  expectAccessible,
  expectImagesLoaded,
  expectSound,
  useBrowser,
} from "../../support/browser.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { openAsOfficer } from "../../support/staff-page.ts";
import { useWholeService } from "../../support/whole-service.ts";

describe("the phone's page", function () {
  this.timeout(60_000);
  let page: Page;
  let officer: Page;
  // The page waits for news until it is closed: before what it asks is gone.
  after(() => page.context().close());
  const database = useDatabase({ shipped: true });
  const service = useWholeService(database);
  const browser = useBrowser();

  const url = (query = "") => `${service.url}/sandbox/phone${query}`;
  const ticket = () => page.getByRole("article");
  const phone = () => page.getByRole("region", { name: "Telefon", exact: true });
  const log = () => page.getByRole("region", { name: "Det som er sendt" });
  const kept = () => createPhoneStore(join(service.config.dataDir, "phone")).read();

  async function addTicketsOf(reference: string): Promise<void> {
    await page.getByLabel("Hentelenke fra demoen").selectOption(`Mottaker ${reference}`);
    await page.getByRole("button", { name: "Legg til billettene" }).click();
    await page.waitForURL(/ticket=/);
  }

  before(async () => {
    await eventually("all tickets are issued", async () => {
      const pending = await database.db("passes").where({ state: "pending" });
      return pending.length === 0;
    });
    page = await (await browser.open({ viewport: { width: 1280, height: 900 } })).newPage();
    page.on("pageerror", (error) => {
      throw error;
    });
    await page.goto(url());
  });

  it("the phone's page has an empty wallet at first", async () => {
    await phone().getByText("Ingen billetter ennå").waitFor();
    await expectAccessible(page);
  });

  it("the phone's page refuses links that lead elsewhere, and such that lead to nothing", async () => {
    for (const [link, why] of [
      ["https://example.com/t/abc", "Lim inn en lenke som begynner med"],
      [`${service.url}/t/nothing-here`, "Telefonen tok den ikke"],
    ] as const) {
      await page.getByLabel("eller lim inn en lenke").fill(link);
      await page.getByRole("button", { name: "Legg til billettene" }).click();
      await page.getByRole("alert").filter({ hasText: why }).waitFor();
    }
    await expectAccessible(page);
    await page.goto(url());
  });

  it("the phone's page shows the tickets of a family's claim link in a stack", async () => {
    await addTicketsOf("R-1001");
    expect(await phone().getByRole("listitem").count()).to.equal(3);
    expect(await log().textContent()).to.contain("Registrert: telefonen får varsel");
    await expectAccessible(page);
  });

  it("the phone's page opens a ticket, turns it and goes back, with the keyboard alone and no reload", async () => {
    await page.evaluate("globalThis.neverReloaded = true");
    await phone()
      .getByRole("link", { name: /Klippekort/ })
      .focus();
    await page.keyboard.press("Enter");
    await ticket().getByRole("img", { name: "QR-kode" }).waitFor();
    await expectAccessible(page);
    await phone().getByRole("link", { name: "Detaljer" }).focus();
    await page.keyboard.press("Enter");
    await ticket().getByText("Slik bruker du kortet").waitFor();
    expect(await page.evaluate("document.activeElement.textContent")).to.equal("Forside");
    await expectAccessible(page);
    await page.goBack();
    await ticket().getByRole("img", { name: "QR-kode" }).waitFor();
    expect(await page.evaluate("globalThis.neverReloaded")).to.equal(true);
  });

  it("the phone's page loads every picture of the ticket", async () => {
    await expectImagesLoaded(page);
    expect(await ticket().locator("image").count()).to.equal(2);
  });

  it("the phone's page speaks the language that it is set to", async () => {
    for (const [name, label] of [
      ["English", "Visits left"],
      ["Nynorsk", "Klipp att"],
      ["Bokmål", "Klipp igjen"],
    ] as const) {
      await page.getByRole("button", { name }).click();
      await ticket().getByText(label, { exact: true }).waitFor();
      expect(await page.getByRole("button", { name }).getAttribute("aria-pressed")).to.equal(
        "true",
      );
    }
  });

  it("the phone's page shows a use at the door, with a notice on top", async () => {
    const held = [...(kept()?.state.passes.values() ?? [])].map(({ opened }) => opened.pass);
    const punchCard = held.find(({ description }) => description.startsWith("Klippekort"));
    const answer = await fetch(`${service.url}/api/v1/redemptions`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${service.demo.doorTokens["fjellbadet"] ?? ""}`,
        "Content-Type": "application/json",
      },
      body: JSON.stringify({
        barcode: punchCard?.barcodes[0]?.message,
        scanId: randomUUID(),
        admitted: 1,
      }),
    });
    expect(answer.status).to.equal(200);
    await page.getByRole("status").getByText("Klipp igjen: 9").waitFor();
    expect(await ticket().getByText("9", { exact: true }).count()).to.equal(1);
    await expectAccessible(page);
  });

  it("the phone's page turns the ticket void while one looks, when the officer revokes it", async () => {
    await page.evaluate("globalThis.neverReloaded = true");
    officer = await (await browser.open()).newPage();
    await openAsOfficer(officer, `${service.url}/nav/recipients`);
    await officer.getByRole("link", { name: "R-1001" }).click();
    await officer.getByRole("link", { name: /Trekk tilbake Klippekort/ }).click();
    await officer.getByLabel("Hvorfor?").selectOption("wrong_child");
    await officer.getByRole("button", { name: "Trekk tilbake" }).click();
    await ticket().getByText("Ugyldig", { exact: true }).waitFor();
    expect(await ticket().getByRole("img", { name: "QR-kode" }).count()).to.equal(0);
    const [fetched, listed, pushed] = await log().getByRole("listitem").allTextContents();
    expect(pushed).to.contain("push");
    expect(listed).to.match(/200.*Disse er endret.*lastUpdated/);
    expect(fetched).to.match(/200.*Billetten slik den er nå/);
    expect(await page.evaluate("globalThis.neverReloaded")).to.equal(true);
    await expectAccessible(page);
    await officer.context().close();
  });

  it("the phone's page fits a screen of 390 and of 1280 pixels and can be used by everyone", async () => {
    for (const query of ["", "?ticket="]) {
      await page.goto(url(query));
      await expectSound(page);
    }
  });

  it("the phone's page remembers its tickets, tags and language across a restart", () => {
    const state = kept()?.state;
    expect(state?.passes.size).to.equal(3);
    expect([...(state?.tags.values() ?? [])]).to.have.length(1);
    expect(state?.language).to.equal("nb");
    expect(
      [...(state?.passes.values() ?? [])].map(({ opened }) => opened.pass.voided),
    ).to.have.members([true, false, false]);
  });

  it("the phone's page works without script", async () => {
    const context = await browser.open({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(url("?ticket="));
    await plain.getByRole("link", { name: /Klippekort/ }).click();
    await plain.getByRole("link", { name: "Detaljer" }).click();
    await plain.getByRole("link", { name: "Last siden på nytt" }).waitFor();
    await plain.getByRole("button", { name: "Fjern billetten" }).click();
    await plain.waitForURL(url());
    const wallet = plain.getByRole("region", { name: "Telefon", exact: true });
    expect(await wallet.getByRole("listitem").count()).to.equal(2);
    await context.close();
  });
});
