import { expect } from "chai";
import type { Locator } from "playwright-core";
import { expectSound, useBrowser } from "../support/browser.ts";
import { useDatabase } from "../support/database.ts";
import { openAsOfficer } from "../support/staff-page.ts";
import { useWholeService } from "../support/whole-service.ts";

const columns = "referanse;fødselsår;språk;levering;mobil";
const rowOf = (name: string, year: number, at: number) =>
  at % 10 === 0
    ? `${name}-${at};${year};nb;papir;`
    : `${name}-${at};${year};${at % 3 === 0 ? "nn" : "nb"};sms;${90_000_000 + at}`;
const tableOf = (name: string, year: number, count: number, from = 0) =>
  [columns, ...Array.from({ length: count }, (_, i) => rowOf(name, year, from + i))].join("\r\n");

/** How an officer works a page; `clicks` counts what the mouse does, also into a field and to choose from a list. */
interface Hand {
  clicks: number;
  press: (target: Locator) => Promise<void>;
  fill: (target: Locator, text: string) => Promise<void>;
  choose: (target: Locator, value: string) => Promise<void>;
}

function mouse(): Hand {
  const press = async (target: Locator) => {
    hand.clicks += 1;
    // A click waits for what it leads to, too: a file of many tickets on a busy machine.
    await target.click({ timeout: 60_000 });
  };
  const hand: Hand = {
    clicks: 0,
    press,
    async fill(target, text) {
      await press(target);
      await target.fill(text);
    },
    async choose(target, value) {
      // The list is opened, and a line of it chosen.
      hand.clicks += 2;
      await target.selectOption(value);
    },
  };
  return hand;
}

describe("an officer's morning", function () {
  this.timeout(300_000);
  const database = useDatabase({ shipped: true });
  const service = useWholeService(database);
  const browser = useBrowser();

  it("an officer's morning takes fewer than 60 clicks: import, allocation, corrections, a new phone, a draw, reminders and print", async () => {
    const name = "SAK";
    const [age, first] = [14, 12_000];
    const year = new Date().getFullYear() - age;
    const context = await browser.open();
    const page = await context.newPage();
    await openAsOfficer(page, `${service.url}/nav`);
    const hand = mouse();
    const began = Date.now();
    const button = (text: RegExp | string) => page.getByRole("button", { name: text });
    const link = (text: RegExp | string) => page.getByRole("link", { name: text });
    const tab = (text: string) =>
      page.getByRole("navigation").getByRole("link", { name: text, exact: true });
    const titles = ["Inngang og familieomvisning", "Båttur på innsjøen", "Valgfri barnefilm"];
    const enough = { quota: 5_000, approved_quota: 5_000 };
    await database.owner("offers").update(enough).whereRaw("title ->> 'nb' = any(?)", [titles]);

    // Imports 300.
    await hand.press(tab("Mottakere"));
    await hand.press(link("Hent inn fra fil"));
    await hand.choose(page.getByLabel("Kommune"), "5025");
    const chooser = page.waitForEvent("filechooser");
    await hand.press(page.getByLabel("Fil", { exact: true }));
    const buffer = Buffer.from(tableOf(name, year, 300, first));
    await (await chooser).setFiles({ name: "mottakere.csv", mimeType: "text/csv", buffer });
    await hand.press(button("Se over filen"));
    await hand.press(button("Lagre 300 mottakere"));
    await page.getByRole("heading", { name: "Mottakerne er lagret" }).waitFor();

    // Chooses those of one age and three offers, and allocates.
    await hand.press(tab("Tildel"));
    await page.getByLabel("Alder fra").waitFor({ state: "attached" });
    if (!(await page.getByLabel("Alder fra").isVisible())) {
      await hand.press(page.getByText("Vis bare noen"));
    }
    await hand.fill(page.getByLabel("Alder fra"), String(age));
    await hand.fill(page.getByLabel("Alder til"), String(age));
    await hand.press(button("Vis"));
    await hand.press(button(/^Velg alle \d+$/));
    for (const title of titles) {
      await hand.press(page.getByRole("checkbox", { name: title }));
    }
    await hand.press(page.getByRole("radio", { name: /som kan få/ }));
    await hand.press(button("Se over"));
    await hand.press(button(/^Tildel \d+ billetter/));
    await page.getByText("Alle billettene er klare.").waitFor({ timeout: 60_000 });

    // Corrects two, one of whom has a new phone and loses a ticket.
    const find = async (at: number) => {
      await hand.fill(page.getByLabel("Finn mottaker"), `${name}-${String(first + at)}`);
      await hand.press(button("Finn"));
      const found = link(`${name}-${String(first + at)}`);
      await found
        .or(page.getByRole("heading", { name: "Billetter", exact: true }))
        .first()
        .waitFor();
      if (await found.isVisible()) await hand.press(found);
    };
    for (const at of [1, 2]) {
      await find(at);
      await hand.press(link("Endre"));
      const mobile = page.locator("#phone");
      await hand.fill(mobile, String(48_000_000 + first + at));
      await hand.press(button("Lagre"));
      await page.getByText("Hentelenken fra før virker ikke lenger.").waitFor();
    }
    await hand.press(button(`Ny telefon: ny billett til ${titles[1] ?? ""}`));
    await page.getByText("Ny billett er laget").waitFor();
    await hand.press(link(`Trekk tilbake ${titles[2] ?? ""}`));
    await hand.choose(page.getByLabel("Hvorfor?"), "family_asked");
    await hand.press(button("Trekk tilbake"));
    await page.getByText("Billetten er trukket tilbake.").waitFor();

    // Draws five tickets among forty.
    const offer = service.demo.offers["julekonsert"] ?? "";
    await database.owner.raw("update offers set quota = allocated + 5 where id = ?", [offer]);
    await hand.press(tab("Tildel"));
    await hand.press(page.getByText("Mange på én gang"));
    const forty = Array.from({ length: 40 }, (_, i) => `${name}-${String(first + i)}`);
    await hand.fill(page.getByLabel("Eller lim inn referanser"), forty.join("\n"));
    await hand.press(page.getByRole("checkbox", { name: "Julekonsert" }));
    await hand.press(button("Se over"));
    await hand.press(button("Fordel etter kriterier"));
    await hand.choose(page.getByLabel("Færrest tildelte billetter"), "1");
    await hand.fill(page.getByLabel("Kriteriene ble offentliggjort"), "2026-11-01");
    await hand.press(button("Lukk listen"));
    await hand.press(page.getByRole("button", { name: "Trekk", exact: true }));
    await hand.press(button("Bekreft og tildel 5 billetter"));
    await page.getByText("Alle billettene er klare.").waitFor({ timeout: 60_000 });

    // Reminds, and prints for those without a phone.
    await hand.press(tab("Tilbud"));
    await hand.press(page.getByRole("link", { name: "Ikke hentet", exact: true }));
    await hand.press(button("Minn alle"));
    await page.locator(".aksel-alert").first().waitFor();
    await hand.press(link("Skriv ut for dem uten telefon"));
    const download = page.waitForEvent("download");
    await hand.press(button(/^Skriv ut \d+ \(/).first());
    expect((await download).suggestedFilename()).to.match(/\.pdf$/);

    expect(hand.clicks).to.be.below(60);
    const seconds = ((Date.now() - began) / 1_000).toFixed(1);
    console.log(`      (${String(hand.clicks)} clicks, ${seconds} s)`);
    await expectSound(page);
    await context.close();
  });
});
