import { expect } from "chai";
import type { Locator, Page } from "playwright-core";
import { expectSound, useBrowser } from "../support/browser.ts";
import { useDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { useSteps } from "../support/steps.ts";
import { useWholeService } from "../support/whole-service.ts";

const phone = { viewport: { width: 390, height: 844 } };

describe("from an invitation to an approved offer", function () {
  this.timeout(120_000);
  useSteps();
  const database = useDatabase({ shipped: true });
  const service = useWholeService(database);
  const browser = useBrowser();
  let office: Page;
  let provider: Page;
  let offerUrl: string;

  before(async () => {
    office = await (await browser.open(phone)).newPage();
    const context = await browser.open(phone);
    // Everything but the live previews works without script, so the journey goes without.
    await context.route(/\.js$/, (route) => route.abort());
    provider = await context.newPage();
  });

  async function check(page: Page): Promise<void> {
    await expectSound(page);
    await page.setViewportSize(phone.viewport);
  }

  const said = async (page: Page) => (await page.getByRole("main").textContent()) ?? "";
  const press = (page: Page, name: string | RegExp) =>
    page.getByRole("button", { name, exact: true }).click();

  /** The newest e-mail to the address that has what is looked for, from the sandbox's outbox, once there is one. */
  const mailTo = (address: string, wanted = ""): Promise<string> =>
    eventually(
      `an e-mail to ${address}`,
      async () => {
        const page = await (await fetch(`${service.url}/sandbox/messages`)).text();
        const messages = page.split("<article").map((each) => each.replace(/<[^>]*>/g, " "));
        return messages.find(
          (text) => text.includes(`E-post til ${address}`) && text.includes(wanted),
        );
      },
      30_000,
    );

  it("the culture office invites, and is told when the organisation number is wrong", async () => {
    await office.goto(`${service.url}/culture`);
    await office.getByRole("button", { name: "Kari Kultur" }).click();
    await office.waitForURL(`${service.url}/culture`);
    await check(office);
    await office.getByRole("link", { name: "Tilbydere", exact: true }).click();
    await check(office);
    await office.getByRole("link", { name: "Inviter tilbyder" }).click();
    await check(office);
    await office.getByLabel("Navn").fill("Røros alpinklubb");
    await office.getByLabel("Organisasjonsnummer").fill("313 000 078");
    await office.getByLabel("Kommune").selectOption("Røros");
    await office.getByLabel("E-post").fill("sekretaer@alpinklubben.example");
    await press(office, "Send invitasjon");
    await office.getByRole("link", { name: /gyldig organisasjonsnummer/ }).waitFor();
    await check(office);
    await office.getByLabel("Organisasjonsnummer").fill("313 900 037");
    await press(office, "Send invitasjon");
    await office.getByText("Tilbyderen er invitert.").waitFor();
    await check(office);
    await press(office, "Godkjenn Røros alpinklubb");
    await office.getByText("Tilbyderen er godkjent.").waitFor();
  });

  it("the invitation leads to the login, and the link in the next e-mail in", async () => {
    const invitation = await mailTo("sekretaer@alpinklubben.example");
    expect(invitation).to.contain("Røros alpinklubb");
    const [login = ""] = /http\S+\/provider\/login/.exec(invitation) ?? [];
    await provider.goto(login);
    await check(provider);
    await provider.getByLabel("E-post").fill("sekretaer");
    await press(provider, "Send lenke");
    await provider.getByRole("link", { name: "Skriv en gyldig e-postadresse." }).waitFor();
    await check(provider);
    await provider.getByLabel("E-post").fill("sekretaer@alpinklubben.example");
    await press(provider, "Send lenke");
    await provider.getByRole("heading", { name: "Se i innboksen" }).waitFor();
    await check(provider);

    const mail = await mailTo("sekretaer@alpinklubben.example", "/provider/login/");
    const [link = ""] = /http\S+\/provider\/login\/[\w-]+/.exec(mail) ?? [];
    await office.goto(link);
    await office.getByRole("heading", { name: "Lenken virker ikke" }).waitFor();
    await check(office);
    await provider.goto(link);
    await provider.waitForURL(`${service.url}/provider`);
    expect(await said(provider)).to.contain("Ingen tilbud ennå.");
    await check(provider);
  });

  it("an invitation to a wrong address is mended, and does not leave again at once", async () => {
    await office.goto(`${service.url}/culture/providers`);
    await office.getByRole("link", { name: "Klatrehuset", exact: true }).click();
    expect(await said(office)).to.contain("Ingen e-postadresse er oppgitt");
    await check(office);
    await office.getByLabel(/^E-post/).fill("klatrehuset");
    await press(office, "Lagre adressen");
    await office.getByRole("link", { name: "Skriv en gyldig e-postadresse." }).waitFor();
    await check(office);
    await office.getByLabel(/^E-post/).fill("feil@klatrehuset.example");
    await press(office, "Lagre adressen");
    await office.getByText("Adressen er lagret.").waitFor();
    await check(office);
    await mailTo("feil@klatrehuset.example");
    await office.reload();
    expect(await said(office)).to.match(/Invitert .*, men ikke logget inn ennå/);
    expect(await office.getByRole("button", { name: /på nytt/ }).count()).to.equal(0);
    await office.getByLabel(/^E-post/).fill("rett@klatrehuset.example");
    await press(office, "Lagre adressen");
    expect(await mailTo("rett@klatrehuset.example")).to.contain("Klatrehuset");
    await office.goto(`${service.url}/culture`);
  });

  it("the form begins with what is usual, and says what is missing", async () => {
    await provider.getByRole("link", { name: "Nytt tilbud" }).click();
    await check(provider);
    await provider.getByRole("link", { name: "Dagskort, ski", exact: true }).click();
    expect(await provider.getByLabel("Fra alder").inputValue()).to.equal("5");
    expect(await provider.getByRole("radio", { name: "Dagskort, ski" }).isChecked()).to.equal(true);
    expect(await provider.getByLabel("Navn på billetten").inputValue()).to.equal("Dagskort");
    await check(provider);
    await provider.getByLabel("Navn på billetten").fill("");
    await press(provider, "Lagre og se over");
    await provider.getByRole("link", { name: "Skriv et navn på høyst 100 tegn." }).waitFor();
    await provider.getByRole("link", { name: /Skriv et antall fra 1/ }).waitFor();
    await check(provider);
  });

  it("a word that tells comes back with the reason and another to write", async () => {
    await provider.getByLabel("Navn på billetten").fill("Gratis dagskort");
    await provider.getByLabel("Antall billetter i alt").fill("80");
    await provider.getByLabel("Fra og med", { exact: true }).fill("2026-12-19");
    await provider.getByLabel("Til og med", { exact: true }).fill("2027-04-11");
    await provider.getByRole("checkbox", { name: /påsken/ }).check();
    await provider.getByLabel(/Følge/).fill("0");
    await press(provider, "Lagre og se over");
    const fault = provider.getByRole("link", { name: /«gratis» kan fortelle andre/ });
    expect(await fault.textContent()).to.contain("skriv hva billetten gir adgang til");
    await check(provider);
    await provider.getByLabel("Navn på billetten").fill("Dagskort alpin");
    await press(provider, "Lagre og se over");
  });

  it("the draft reads back in one sentence, as a ticket, and with advice", async () => {
    const text = await said(provider);
    expect(text).to.contain(
      "80 dagskort som kan brukes så mange ganger man vil, 1 dag fra første gang, 19. desember 2026 til 11. april 2027, ikke i påsken; for barn 5–16 år fra Røros, 3 til hver.",
    );
    expect(text).to.contain("Navnet finnes ikke på engelsk.");
    await provider
      .getByRole("img", { name: /Apple Wallet/ })
      .first()
      .waitFor();
    await provider
      .getByRole("img", { name: /Google Wallet/ })
      .first()
      .waitFor();
    await check(provider);
    await press(provider, "Send til kulturkontoret");
    await provider.getByText("Tilbudet er sendt til kulturkontoret.").waitFor();
    await check(provider);
    offerUrl = provider.url().split("?")[0] ?? "";
  });

  it("the culture office sees the ticket and returns it with a reason", async () => {
    await office.goto(`${service.url}/culture`);
    await office.getByRole("link", { name: "Dagskort alpin" }).click();
    expect(await said(office)).to.contain("19. desember 2026 til 11. april 2027");
    await office
      .getByRole("img", { name: /Google Wallet/ })
      .first()
      .waitFor();
    await check(office);
    await press(office, "Send tilbake");
    await office.getByRole("link", { name: "Skriv hva som må rettes." }).waitFor();
    await check(office);
    await office.getByLabel("Hva må rettes?").fill("Skriv når heisene er åpne.");
    await press(office, "Send tilbake");
    await office.getByText("Tilbudet er sendt tilbake.").waitFor();
  });

  it("the provider reads why, corrects it and submits it again", async () => {
    await provider.goto(`${service.url}/provider`);
    expect(await said(provider)).to.contain("Skriv når heisene er åpne.");
    await check(provider);
    await provider.getByRole("link", { name: "Dagskort alpin" }).click();
    await check(provider);
    await provider.getByRole("link", { name: "Endre", exact: true }).click();
    expect(await provider.getByRole("checkbox", { name: /påsken/ }).isChecked()).to.equal(true);
    await provider.getByLabel(/^Beskrivelse \(/).fill("Heisene er åpne fra 10 til 16.");
    await check(provider);
    await press(provider, "Lagre og se over");
    await press(provider, "Send til kulturkontoret");
  });

  it("the culture office approves, and the offer is open", async () => {
    await office.goto(`${service.url}/culture`);
    await office.getByRole("link", { name: "Dagskort alpin" }).click();
    expect(await said(office)).to.contain("Skriv når heisene er åpne.");
    await press(office, "Godkjenn");
    await office.getByText("Tilbudet er godkjent og åpent.").waitFor();
    await provider.goto(offerUrl);
    await provider.getByText("Åpent", { exact: true }).waitFor();
    await check(provider);
  });

  it("the provider lowers the quota, extends, pauses, resumes, closes and cancels", async () => {
    await provider.getByRole("link", { name: "Endre antall, tid, tekst eller betaling" }).click();
    await check(provider);
    await provider.getByLabel("Antall billetter i alt").fill("0");
    await provider.getByLabel("Til og med").fill("2027-04-01");
    await press(provider, "Lagre");
    await check(provider);
    await provider.getByLabel("Antall billetter i alt").fill("70");
    await press(provider, "Lagre");
    await provider.getByRole("link", { name: /bare flyttes til en senere dag/ }).waitFor();
    await check(provider);
    await provider.getByLabel("Til og med").fill("2027-04-25");
    await press(provider, "Lagre");
    await provider.getByText("Tilbudet er lagret.").waitFor();
    expect(await said(provider)).to.contain(
      "70 dagskort som kan brukes så mange ganger man vil, 1 dag fra første gang, 19. desember 2026 til 25. april 2027",
    );

    await press(provider, "Sett på pause");
    await provider.getByText("Tilbudet er på pause.").waitFor();
    await check(provider);
    await press(provider, "Åpne igjen");
    await provider.getByRole("link", { name: "Steng" }).click();
    await check(provider);
    await press(provider, "Steng");
    await provider.getByText("Tilbudet er stengt.").waitFor();
    await provider.getByRole("link", { name: "Avlys" }).click();
    await check(provider);
    await press(provider, "Avlys");
    await provider.getByText("Tilbudet er avlyst, og de som har billett får melding.").waitFor();
    await check(provider);
  });

  it("doors are made, shown as a QR code and closed", async () => {
    await provider.getByRole("link", { name: "Innganger" }).click();
    await check(provider);
    await press(provider, "Lag inngang");
    await provider.getByRole("link", { name: "Skriv et navn på høyst 100 tegn." }).waitFor();
    await check(provider);
    await provider.getByLabel("Hva vil du kalle den?").fill("Kiosken");
    await press(provider, "Lag inngang");
    await provider.getByRole("img", { name: "QR-kode som åpner leseren" }).waitFor();
    await check(provider);
    await provider.getByRole("link", { name: "Til inngangene" }).click();
    await check(provider);
    await press(provider, "Steng inngangen Kiosken");
    await provider.getByText("Inngangen er stengt.").waitFor();
    await check(provider);
  });

  it("keys are made, seen once, used and revoked", async () => {
    await provider.getByRole("link", { name: "Systemer" }).click();
    await check(provider);
    await provider.getByLabel("Hva skal nøkkelen brukes til?").fill("Billettsystemet");
    await press(provider, "Lag nøkkel");
    const key = (await provider.locator("code").textContent()) ?? "";
    await check(provider);
    const ask = async () =>
      (await fetch(`${service.url}/api/v1/offers`, { headers: { Authorization: `Bearer ${key}` } }))
        .status;
    expect(await ask()).to.equal(200);
    await provider.getByRole("link", { name: "Til nøklene" }).click();
    expect(await said(provider)).not.to.contain(key);
    expect(
      await provider.getByRole("listitem").filter({ hasText: "Billettsystemet" }).textContent(),
    ).not.to.contain("Aldri");
    await check(provider);
    await press(provider, "Trekk tilbake nøkkelen Billettsystemet");
    await provider.getByText("Nøkkelen virker ikke lenger.").waitFor();
    expect(await ask()).to.equal(401);
  });

  it("people are invited and removed", async () => {
    await provider.getByRole("link", { name: "Folk" }).click();
    await check(provider);
    await provider.getByLabel("E-post").fill("sekretaer@alpinklubben.example");
    await press(provider, "Send invitasjon");
    await provider.getByRole("link", { name: "Denne adressen er her allerede." }).waitFor();
    await check(provider);
    await provider.getByLabel("E-post").fill("heisvakt@alpinklubben.example");
    await press(provider, "Send invitasjon");
    await provider.getByText("Invitasjonen er på vei.").waitFor();
    await check(provider);
    expect(await mailTo("heisvakt@alpinklubben.example")).to.contain("Røros alpinklubb");
    await press(provider, "Gjør til eier: heisvakt@alpinklubben.example");
    await provider.getByText("Rollen er endret.").waitFor();
    await check(provider);
    await press(provider, "Fjern heisvakt@alpinklubben.example");
    await provider.getByText("Tilgangen er fjernet.").waitFor();
  });

  it("every page reads in Nynorsk, too", async () => {
    const own = [
      "",
      "/offers/new",
      "/offers/new?activity=concert",
      "/doors",
      "/people",
      "/systems",
    ];
    for (const path of [...own, "/offers/none"]) {
      const query = path.includes("?") ? "&lang=nn" : "?lang=nn";
      await provider.goto(`${service.url}/provider${path}${query}`);
      expect(await provider.locator("html").getAttribute("lang")).to.equal("nn");
      await check(provider);
    }
    for (const path of ["", "/providers", "/providers/invite", "/none"]) {
      await office.goto(`${service.url}/culture${path}?lang=nn`);
      expect(await office.locator("html").getAttribute("lang")).to.equal("nn");
      await check(office);
    }
  });

  it("an offer is made with the keyboard alone", async () => {
    const hasFocus = (wanted: Locator) =>
      wanted.evaluate((element) =>
        (element as unknown as { matches(s: string): boolean }).matches(":focus"),
      );
    /** Tabs on until the element has the focus. */
    const tabTo = async (wanted: Locator) => {
      for (let pressed = 0; pressed < 120; pressed += 1) {
        await provider.keyboard.press("Tab");
        if (await hasFocus(wanted)) return;
      }
      throw new Error("The element cannot be reached with the keyboard.");
    };
    await provider.goto(`${service.url}/provider?lang=nb`);
    await provider.keyboard.press("Tab");
    const skip = provider.getByRole("link", { name: "Hopp til innholdet" });
    expect(await hasFocus(skip)).to.equal(true);
    await tabTo(provider.getByRole("link", { name: "Nytt tilbud" }));
    await provider.keyboard.press("Enter");
    await tabTo(provider.getByRole("link", { name: "Konsert", exact: true }));
    await provider.keyboard.press("Enter");
    await tabTo(provider.getByLabel("Navn på billetten"));
    await provider.keyboard.type("Konsert i kirka");
    const event = provider.locator(".for-event");
    await tabTo(event.getByLabel("Dag", { exact: true }));
    await provider.keyboard.type("02202027");
    await tabTo(event.getByLabel("Begynner"));
    await provider.keyboard.type("0600PM");
    await tabTo(event.getByLabel("Slutter"));
    await provider.keyboard.type("0800PM");
    await tabTo(provider.getByLabel("Antall billetter i alt"));
    await provider.keyboard.type("20");
    await tabTo(provider.getByRole("button", { name: "Lagre og se over" }));
    await provider.keyboard.press("Enter");
    await provider.getByRole("heading", { name: "Konsert i kirka" }).waitFor();
    expect(await said(provider)).to.contain("lørdag 20. februar 2027 kl. 18:00");
    await tabTo(provider.getByRole("button", { name: "Send til kulturkontoret" }));
    await provider.keyboard.press("Enter");
    await provider.getByText("Tilbudet er sendt til kulturkontoret.").waitFor();
  });

  it("whoever signs out is out", async () => {
    await press(provider, "Logg ut");
    await provider.waitForURL(`${service.url}/provider/login`);
    await provider.goto(offerUrl);
    await provider.waitForURL(`${service.url}/provider/login`);
  });
});
