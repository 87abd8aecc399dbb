import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import { expectAccessible, expectSoundAtTwice, useBrowser } from "../support/browser.ts";
import { useDatabase } from "../support/database.ts";
import { openAsOfficer } from "../support/staff-page.ts";
import { useWholeService } from "../support/whole-service.ts";

/** Run in the browser: what a screen reader would call the element with the focus. */
const nameOfFocused = `(() => {
  const element = document.activeElement;
  return element.getAttribute("aria-label") ?? (element.labels?.[0] ?? element).textContent;
})()`;

describe("NAV's pages", function () {
  this.timeout(120_000);
  const database = useDatabase({ shipped: true });
  const service = useWholeService(database);
  const browser = useBrowser();
  let context: BrowserContext;
  let page: Page;

  const signIn = async (options?: Parameters<typeof browser.open>[0]) => {
    context = await browser.open(options);
    page = await context.newPage();
    await openAsOfficer(page, `${service.url}/nav`);
  };
  const open = (path: string) => page.goto(service.url + path);
  const main = async () => (await page.getByRole("main").textContent()) ?? "";
  const check = async (who: string[], what: string[]) => {
    for (const name of [...who, ...what]) await page.getByRole("checkbox", { name }).check();
    await page.getByRole("button", { name: "Se over" }).click();
  };

  afterEach(async () => {
    await context.close();
  });

  it("NAV's pages are accessible on a phone and a desk, in Bokmål and Nynorsk, and fit the screen", async () => {
    await signIn();
    const paths = [
      "",
      "/recipients",
      "/recipients/new",
      "/allocate",
      "/allocations",
      "/messages",
      "/unfetched",
      "/print",
      `/offers/${service.demo.offers["julekonsert"]}/waiting-list`,
      "/nothing-here",
    ];
    for (const language of ["nb", "nn"]) {
      for (const path of paths) {
        await open(`/nav${path}?lang=${language}`);
        expect(await page.locator("html").getAttribute("lang")).to.equal(language);
        await expectSoundAtTwice(page);
      }
    }
  });

  it("NAV's pages about one child, one ticket and one allocation are accessible, and fit the screen", async () => {
    const held = database.owner("passes").whereNotNull("recipient_id").where({ state: "active" });
    const pass = await held.first<Record<string, string>>(
      ...["serial_number", "recipient_id", "allocation_id"],
    );
    const child = `/recipients/${pass["recipient_id"]}`;
    const allocation = `/allocations/${pass["allocation_id"]}`;
    await signIn();
    for (const path of [
      ...[child, `${child}/edit`, `${child}/household`, `${child}/claim-link`, `${child}/remove`],
      ...[`/passes/${pass["serial_number"]}/revoke`, allocation, `${allocation}/revoke`],
      ...["/search", "/recipients/import", "/draws", "/reports"],
      ...[`${child}?notice=new-contact-told`, `${allocation}?notice=too-late`],
    ]) {
      expect((await open(`/nav${path}`))?.status(), path).to.equal(200);
      await expectSoundAtTwice(page);
    }
  });

  it("NAV's pages of an import, a search, a family and an allocation in its grace are accessible, and fit the screen", async () => {
    await signIn();
    const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();
    const shows = async (name: string | RegExp) => {
      await page.getByText(name).first().waitFor();
      await expectSoundAtTwice(page);
    };
    const rowsOf = (year: number) => [
      "referanse;fødselsår;kommune;levering",
      `R-1006;2013;5025;papir`,
      `R-3001;${year};5025;papir`,
    ];
    for (const [year, said] of [
      [1995, "1 feil i filen"],
      [2015, "1 mottaker endres"],
    ] as const) {
      await open("/nav/recipients/import");
      await page.getByLabel("Kommune").selectOption("5025");
      const buffer = Buffer.from(rowsOf(year).join("\r\n"));
      const file = { name: "mottakere.csv", mimeType: "text/csv", buffer };
      await page.getByLabel("Fil", { exact: true }).setInputFiles(file);
      await press("Se over filen");
      await shows(said);
    }
    await press(/^Lagre \d/);
    await shows("Mottakerne er lagret");

    await page.getByLabel("Finn mottaker").fill("R-10");
    await press("Finn");
    await shows("Mottakere som passer");
    await page.getByRole("link", { name: /R-1001/ }).click();
    await press("Send lenken på nytt");
    await page.getByRole("heading", { name: "Meldinger", exact: true }).waitFor();
    await page.getByRole("link", { name: /R-1002/ }).waitFor();
    await shows("Kontakt 1");

    await open(`/nav/offers/${service.demo.offers["instrument"] ?? ""}/waiting-list`);
    await page.getByLabel("NAV-referanser").fill("R-1001\nR-1003");
    await press("Sett på venteliste");
    await shows("Venter: 2");

    await database.owner("municipalities").update({ message_grace_minutes: 10 });
    await open("/nav/allocate");
    await check(["R-1003"], ["Båttur"]);
    await press("Tildel 1 billett");
    await shows("Meldingene går ut");
    await press(/^Angre$/);
    await shows("Tildelingen er angret");
    await database.owner("municipalities").update({ message_grace_minutes: null });
  });

  it("let an officer allocate with the keyboard alone", async () => {
    await signIn();
    await open("/nav");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).to.equal(
      "Hopp til innholdet",
    );
    const tabTo = async (name: RegExp) => {
      for (let presses = 0; presses < 80; presses++) {
        const focused: string = await page.evaluate(nameOfFocused);
        if (name.test(focused)) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`Tab never reached ${name}`);
    };
    await tabTo(/^Tildel$/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/allocate/);
    await tabTo(/^R-1003/);
    await page.keyboard.press("Space");
    await tabTo(/^En time bowling/);
    await page.keyboard.press("Space");
    await tabTo(/^Se over$/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/check/);
    await tabTo(/^Tildel 1 billett$/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "1 billett tildelt" }).waitFor();
  });

  it("work without script, down to the progress", async () => {
    await signIn({ javaScriptEnabled: false });
    await service.stopWorker();
    await open("/nav/allocate");
    await check(["R-1001", "R-1002"], ["Inngang og familieomvisning"]);
    await page.getByRole("button", { name: "Tildel 2 billetter" }).click();
    expect(await main()).to.contain("0 av 2 er klare");
    await service.startWorker();
    // The page reloads itself.
    await page.getByText("Alle billettene er klare.").waitFor({ timeout: 30_000 });
  });

  it("foresee who cannot get what, and why, and offer the rest", async () => {
    await signIn();
    await open("/nav/allocate");
    await check(["R-1001", "R-1002", "R-1007"], ["Julekonsert"]);
    await page.getByRole("button", { name: /^Tildel/ }).click();
    await open("/nav/allocate");
    await check(["R-1001", "R-1005"], ["Julekonsert"]);
    await expectAccessible(page);
    expect(await main())
      .to.contain("1 barn kan ikke få alt som er valgt")
      .and.contain("Har denne billetten fra før");
    await page.getByRole("button", { name: "Tildel 1 billett til dem som kan få" }).click();
    await page.getByRole("heading", { name: "1 billett tildelt" }).waitFor();
    expect(await main())
      .to.contain("1 barn kunne ikke få alt som ble valgt")
      .and.contain("Har denne billetten fra før");
    await expectAccessible(page);
  });

  it("say why nothing was allocated when others were quicker", async () => {
    await signIn();
    await open("/nav/allocate");
    await check(["R-1004", "R-1006"], ["Festivalpass"]);
    const offer = service.demo.offers["festivalpass"] ?? "";
    await database.owner.raw("update offers set quota = allocated + 1 where id = ?", [offer]);
    await page.getByRole("button", { name: "Tildel 2 billetter" }).click();
    await page.getByRole("heading", { name: "Ingenting ble delt ut" }).waitFor();
    expect(await main()).to.contain("Ingen billetter igjen");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Tildel til dem som kan få" }).click();
    await page.getByRole("heading", { name: "1 billett tildelt" }).waitFor();
  });

  it("NAV's pages lead from too few tickets over criteria and a closed draw to its tickets, on a phone, too", async () => {
    await signIn();
    const offer = service.demo.offers["klatring"] ?? "";
    await database.owner.raw("update offers set quota = allocated + 1 where id = ?", [offer]);
    await open("/nav/allocate");
    await check(["R-1001", "R-1004", "R-1007"], ["Innføring i klatring"]);
    await page.getByRole("button", { name: "Fordel etter kriterier" }).click();
    await page.getByLabel("Færrest tildelte billetter").selectOption("1");
    await page.getByLabel("Kriteriene ble offentliggjort").fill("2026-11-01");
    await expectSoundAtTwice(page);
    await page.getByRole("button", { name: "Lukk listen" }).click();
    await page.getByText("Listen er lukket").waitFor();
    await expectSoundAtTwice(page);
    await page.getByRole("button", { name: "Trekk", exact: true }).click();
    const confirm = page.getByRole("button", { name: "Bekreft og tildel 1 billett" });
    await confirm.waitFor();
    await expectSoundAtTwice(page);
    await confirm.click();
    await page.getByRole("heading", { name: "1 billett tildelt" }).waitFor();
    await open("/nav/draws");
    await expectSoundAtTwice(page);
  });

  it("take a list of references, and name those that are nobody's", async () => {
    await signIn();
    await open("/nav/allocate");
    await page.getByText("Mange på én gang").click();
    await page.getByLabel("Eller lim inn referanser").fill("R-1001\nR-1002, R-9999");
    await check([], ["Valgfri barnefilm"]);
    await page.getByRole("link", { name: /disse referansene: R-9999/ }).click();
    await expectAccessible(page);
    await page.getByLabel("Eller lim inn referanser").fill("R-1001\nR-1002");
    await page.getByRole("button", { name: "Se over" }).click();
    expect(await main()).to.contain("2 mottakere × 1 tilbud = 2 billetter");
  });

  it("allocate once when the same form is sent twice", async () => {
    await signIn();
    await open("/nav/allocate");
    await check(["R-1007"], ["En time bowling"]);
    const fields: [string, string][] = await page.evaluate(
      `[...new FormData(document.querySelector('form[action="/nav/allocate"]')).entries()]`,
    );
    const send = () =>
      page.evaluate(async (entries) => {
        const body = new URLSearchParams(entries);
        return (await fetch("/nav/allocate", { method: "POST", body })).url;
      }, fields);
    const [first, second] = [await send(), await send()];
    expect(second)
      .to.equal(first)
      .and.match(/allocations\/[0-9a-f-]{36}$/);
  });

  it("add a recipient, say what is wrong at the field, and never take an identity number", async () => {
    await signIn();
    await open("/nav/recipients/new");
    await page.getByLabel("Referanse", { exact: true }).fill("01010150589");
    await page.getByLabel("Fødselsår").fill("15");
    await page.getByRole("button", { name: "Lagre" }).click();
    const summary = page.locator(".aksel-error-summary");
    await summary.waitFor();
    await page.waitForLoadState();
    expect(await summary.getByRole("link").allTextContents()).to.include.members([
      "Skriv fødselsåret med fire sifre. Billettene er for barn og unge til og med 25 år.",
      "Velg en kommune.",
    ]);
    expect(await page.getByLabel("Fødselsår").getAttribute("aria-invalid")).to.equal("true");
    await expectAccessible(page);
    await page.getByLabel("Referanse", { exact: true }).fill("R-2001");
    await page.getByLabel("Fødselsår").fill("2015");
    await page.getByLabel("Kommune").selectOption("5025");
    await page.getByRole("radio", { name: "Papir" }).check();
    await page.getByRole("checkbox", { name: /skjermet adresse/ }).check();
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByText("Mottakeren er lagret.").waitFor();
    expect(await main())
      .to.contain("Skjermet adresse")
      .and.contain("Ingen billetter ennå");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Endre" }).click();
    await page.getByLabel(/Merkelapp/).fill("C");
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByRole("heading", { name: "R-2001 (C)" }).waitFor();
  });

  it("make a new claim link, and the old one stops working", async () => {
    await signIn();
    await open("/nav/recipients");
    await page.getByRole("link", { name: "R-1006" }).click();
    await page.getByRole("link", { name: "Vis hentelenken" }).click();
    const before = (await page.locator("code.secret").textContent()) ?? "";
    await page.getByRole("button", { name: "Lag ny lenke" }).click();
    await page.getByText("Ny lenke er laget").waitFor();
    const after = (await page.locator("code.secret").textContent()) ?? "";
    expect((await fetch(before)).status).to.equal(404);
    expect((await fetch(after)).status).to.equal(200);
  });

  it("take back a whole allocation", async () => {
    await signIn();
    await open("/nav/allocate");
    await check(["R-1004", "R-1001"], ["Båttur"]);
    await page.getByRole("button", { name: "Tildel 2 billetter" }).click();
    await page.getByRole("link", { name: "Trekk tilbake hele tildelingen" }).click();
    await page.getByLabel("Hvorfor?").selectOption("wrong_child");
    await page.getByRole("button", { name: "Trekk tilbake" }).click();
    await page.getByText("2 billetter er trukket tilbake.").waitFor();
  });

  it("show no use on the front page", async () => {
    const offer = service.demo.offers["museum"] ?? "";
    const [pass] = (await database
      .owner("passes")
      .where({ offer_id: offer })
      .limit(1)
      .select("serial_number")) as [{ serial_number: string }];
    const [device] = (await database.owner("door_devices").limit(1).select("id")) as [
      { id: string },
    ];
    await database.owner("redemptions").insert({
      door_device_id: device.id,
      scan_id: "one",
      serial_number: pass.serial_number,
      offer_id: offer,
      scanned_at: new Date(),
      received_at: new Date(),
      accepted: true,
      admitted: 1,
    });
    await signIn();
    await open("/nav?category=museum");
    expect(await main())
      .to.contain("Hentet: færre enn 5")
      .and.not.to.contain("Brukt");
  });

  it("belong to NAV: the culture office is told so, and a stranger is asked to sign in", async () => {
    context = await browser.open();
    page = await context.newPage();
    await open("/nav/recipients");
    await page.getByRole("button", { name: "Kari Kultur" }).click();
    await page.getByRole("heading", { name: "Du har ikke tilgang" }).waitFor();
    await expectAccessible(page);
  });

  it("sign out, and ask who comes next", async () => {
    await signIn();
    await page.getByRole("button", { name: "Logg ut" }).click();
    // The identity provider's own question; it then ends our session by its back channel, too.
    await page.getByRole("heading", { name: "Logg ut av øvingsmiljøet" }).waitFor();
    await page.getByRole("button", { name: "Logg ut" }).click();
    await page.getByRole("heading", { name: "Du er logget ut" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Logg inn på nytt" }).click();
    await page.getByRole("button", { name: "Nora Veileder" }).waitFor();
    await expectAccessible(page);
  });
});
