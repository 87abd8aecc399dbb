import { expect } from "chai";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { aTemplateDefinition } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";

const icon = new Blob([
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#c30"/></svg>',
]);

describe("the review of what was changed", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;
  let template = "";

  before(async () => {
    world = await apiWorld(server);
  });
  beforeEach(async () => {
    template = String((await world.provider.post("/api/v1/templates", look())).body["id"]);
  });

  function look(changes: object = {}): FormData {
    const data = new FormData();
    data.append("template", JSON.stringify({ ...aTemplateDefinition, ...changes }));
    data.append("icon", icon);
    return data;
  }

  async function submitted(): Promise<string> {
    const { provider, offerBody } = world;
    const { body } = await provider.post("/api/v1/offers", { ...offerBody, templateId: template });
    const address = `/api/v1/offers/${String(body["id"])}`;
    expect((await provider.post(`${address}/submit`)).status).to.equal(200);
    return address;
  }

  /** The page's text, each element's apart. */
  async function review(address: string, language = "nb"): Promise<string> {
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    const cookie = `staff=${await staffSession(server.deps, claims)}`;
    const path = `${address.replace("/api/v1", "/culture")}?lang=${language}`;
    const html = await (await fetch(server.url + path, { headers: { cookie } })).text();
    return html
      .replaceAll(/<!--.*?-->|<style[\s\S]*?<\/style>|<svg[\s\S]*?<\/svg>/g, "")
      .replaceAll(/(<[^>]*>\s*)+/g, "|");
  }

  const comesBack = async (address: string, change: () => Promise<unknown>) => {
    await world.culture.post(`${address}/return`, { reason: "For få." });
    await change();
    expect((await world.provider.post(`${address}/submit`)).status).to.equal(200);
  };
  const heading = "Endret siden det ble sendt tilbake";

  it("an offer that is sent in for the first time is compared with nothing", async () => {
    expect(await review(await submitted())).to.not.contain(heading);
  });

  it("an offer that comes back says of each changed term how it was and how it is, and nothing of the others", async () => {
    const address = await submitted();
    await comesBack(address, () =>
      world.provider.patch(address, {
        ...{ quota: 44, ageTo: 12, title: { nb: "Kveldskort", en: "Day lift pass" } },
        place: { name: "Torget", address: "Torget 1" },
      }),
    );
    const page = await review(address);
    const words = "Da det ble sendt tilbake";
    for (const each of [
      `${heading}|Navn (bokmål)|${words}|Dagskort alpin|Nå|Kveldskort|`,
      `|Antall billetter|${words}|10|Nå|44|`,
      `|Sted|${words}|ingen|Nå|Torget, Torget 1|`,
    ]) {
      expect(page.toLowerCase()).to.contain(each.toLowerCase());
    }
    expect(page).to.match(/\|Vilkår\|[^|]*\|[^|]*5–16 år[^|]*\|Nå\|[^|]*5–12 år/);
    for (const same of ["Navn (English)", "|Tid|", "|Betaling|", "Oppsettet av billetten"]) {
      expect(page).to.not.contain(same);
    }
    expect(await review(address, "nn")).to.contain("Endra sidan det blei sendt tilbake");
  });

  it("an offer that comes back as it was says so, and one that came back twice is compared with its latest return", async () => {
    const address = await submitted();
    await comesBack(address, () => world.provider.patch(address, { quota: 20 }));
    await comesBack(address, () => world.provider.get(address));
    expect(await review(address)).to.contain(`${heading}|Ingenting er endret.|`);
  });

  it("an offer that comes back with another look says what it words, colours and places otherwise", async () => {
    const address = await submitted();
    const { fields, colors } = aTemplateDefinition;
    const back = [{ key: "rule", label: { nb: "Husk" }, value: { text: { nb: "Ta med hjelm" } } }];
    const other = {
      colors: { ...colors, background: "#001122" },
      logoText: { nb: "Kino" },
      fields: { ...fields, back },
    };
    await comesBack(address, () =>
      world.provider.put(`/api/v1/templates/${template}`, look(other)),
    );
    const page = await review(address);
    expect(page).to.contain(heading).and.contain("#001122").and.contain("|Husk: Ta med hjelm|");
    expect(page).to.match(/\|Tekst ved siden av logoen \([^)]*\)\|[^|]*\|[^|]*\|Nå\|Kino\|/i);
    expect(page).to.contain("|Oppsettet av billetten|endret|").and.not.contain("|Bilder|");
  });

  it("an offer that a process of before returned is compared with nothing", async () => {
    const address = await submitted();
    await comesBack(address, () => world.provider.patch(address, { quota: 20 }));
    await database.owner("reviews").update({ terms: null, template_version: null });
    const page = await review(address);
    expect(page).to.contain("For få.").and.not.contain(heading);
  });

  it("a change that comes back says why the one before it was returned, and what another look words otherwise", async () => {
    const address = await submitted();
    await world.culture.post(`${address}/approve`);
    await world.provider.patch(address, { title: { nb: "Kveldskort" } });
    expect(await review(address)).to.not.contain("Sist sendt tilbake med");
    await world.culture.post(`${address}/return`, { reason: "Hvilken kveld?" });
    await world.provider.patch(address, { title: { nb: "Lørdagskveld" } });
    await world.provider.put(`/api/v1/templates/${template}`, look({ logoText: { nb: "Kino" } }));
    await world.provider.post(`${address}/publish-template`);
    const page = await review(address);
    expect(page).to.contain("Sist sendt tilbake med: Hvilken kveld?");
    expect(page).to.contain("|Dagskort alpin|Endres til|Lørdagskveld|");
    expect(page).to.match(/\|Endres til\|Kino\|/);
  });
});
