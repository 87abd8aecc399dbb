import { expect } from "chai";
import { documentedOperations } from "../../../src/http/server/documented-operations.ts";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { aTemplateDefinition } from "../../support/builders.ts";
import { expectAccessible, useBrowser } from "../../support/browser.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";
import { signInProvider } from "../../support/sign-in-provider.ts";

const icon = new Blob([
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#c30"/></svg>',
]);

function templateForm(name: string): FormData {
  const data = new FormData();
  data.append("template", JSON.stringify({ ...aTemplateDefinition, name: { nb: name } }));
  data.append("icon", icon);
  return data;
}

function lookForm(name: string): FormData {
  const data = new FormData();
  const background = name === "One" ? "#001122" : "#112200";
  data.append("look", JSON.stringify({ colors: { ...aTemplateDefinition.colors, background } }));
  data.append("icon", icon);
  return data;
}

describe("what two may change", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const server = useServer(database);
  const browser = useBrowser();
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
  });

  async function makeOffer(): Promise<string> {
    const { body } = await world.provider.post("/api/v1/offers", world.offerBody);
    return `/api/v1/offers/${String(body["id"])}`;
  }
  const recipient = {
    reference: "R-1",
    birthYear: 2016,
    municipality: "5025",
    language: "nb",
    delivery: "none",
  };
  const columns = (heading: string) => ({
    ...{ separator: ";", decimal: ",", hasHeader: true },
    columns: [{ heading, value: "" }],
  });
  const numbers = ["One", "Two", "Theirs", "Mine", "A", "B", "C", "D"];
  const columnsPath = "/api/v1/settlement-columns/5025";
  const kinds: Record<
    string,
    {
      operation: string;
      make: () => Promise<string>;
      change: (path: string, to: string, tag?: string) => Answer;
    }
  > = {
    "an offer": {
      operation: "changeOffer",
      make: makeOffer,
      change: (path, to, tag) => world.provider.patch(path, { title: { nb: to } }, ifMatch(tag)),
    },
    "a recipient": {
      operation: "changeRecipient",
      make: async () => {
        await world.nav.post("/api/v1/recipients", recipient);
        return "/api/v1/recipients/R-1";
      },
      change: (path, to, tag) => world.nav.patch(path, { label: to }, ifMatch(tag)),
    },
    "a provider": {
      operation: "changeProvider",
      make: () => Promise.resolve(`/api/v1/providers/${world.providerId}`),
      change: (path, to, tag) => world.culture.patch(path, { name: `Kino ${to}` }, ifMatch(tag)),
    },
    "a template": {
      operation: "replaceTemplate",
      make: async () => {
        const { headers } = await world.provider.post("/api/v1/templates", templateForm("One"));
        return headers.get("location") ?? "";
      },
      change: (path, to, tag) => world.provider.put(path, templateForm(to), ifMatch(tag)),
    },
    "a look": {
      operation: "replaceLook",
      make: async () => {
        await world.provider.put("/api/v1/look", lookForm("One"));
        return "/api/v1/look";
      },
      change: (path, to, tag) => world.provider.put(path, lookForm(to), ifMatch(tag)),
    },
    "the columns of a payments file": {
      operation: "setSettlementColumns",
      make: async () => {
        await world.culture.put(columnsPath, columns("One"));
        return columnsPath;
      },
      change: (path, to, tag) => world.culture.put(path, columns(to), ifMatch(tag)),
    },
    "a number of complimentary tickets": {
      operation: "updateComplimentary",
      make: async () => `${await makeOffer()}/complimentary`,
      change: (path, to, tag) =>
        world.provider.patch(path, { setAside: numbers.indexOf(to) + 1 }, ifMatch(tag)),
    },
    "a saved list": {
      operation: "renameRecipientList",
      make: async () => {
        await world.nav.post("/api/v1/recipients", recipient);
        const list = { name: "One", municipality: "5025", recipients: ["R-1"] };
        const { body } = await world.nav.post("/api/v1/recipient-lists", list);
        return `/api/v1/recipient-lists/${String(body["id"])}`;
      },
      change: (path, to, tag) => world.nav.patch(path, { name: to }, ifMatch(tag)),
    },
  };
  type Answer = ReturnType<ApiWorld["nav"]["get"]>;
  const ifMatch = (tag: string | undefined): Record<string, string> =>
    tag === undefined ? {} : { "If-Match": tag };

  /** What the refusal names; of a look no earlier version is kept. */
  const others: Record<string, unknown> = {
    "an offer": [{ path: "title", current: { nb: "Theirs" } }],
    "a recipient": [{ path: "label", current: "Theirs" }],
    "a provider": [{ path: "name", current: "Kino Theirs" }],
    "a template": [{ path: "name", current: { nb: "Theirs" } }],
    "the columns of a payments file": [{ path: "columns", current: columns("Theirs").columns }],
    "a number of complimentary tickets": [{ path: "setAside", current: 3 }],
    "a saved list": [{ path: "name", current: "Theirs" }],
  };

  it("every operation that changes what is there is one of these, and takes If-Match", () => {
    const changing = documentedOperations.filter(({ method }) => /put|patch/.test(method));
    const named = Object.values(kinds).map(({ operation }) => operation);
    expect(changing.map(({ id }) => id)).to.have.members(named);
    expect(changing.filter(({ versioned }) => versioned !== true)).to.deep.equal([]);
  });

  it("columns that another has changed are not taken away with the ETag of before", async () => {
    await world.culture.put(columnsPath, columns("One"));
    const read = (await world.culture.get(columnsPath)).headers.get("etag") ?? "";
    await world.culture.put(columnsPath, columns("Theirs"));
    const remove = (tag: string) =>
      world.culture.delete(columnsPath, undefined, { "If-Match": tag });
    expect((await remove(read)).status).to.equal(412);
    const now = await world.culture.get(columnsPath);
    expect(now.body).to.deep.equal(columns("Theirs"));
    expect((await remove(now.headers.get("etag") ?? "")).status).to.equal(204);
    expect(
      (await world.culture.put(columnsPath, columns("Mine"), { "If-Match": read })).status,
      "taken away",
    ).to.equal(412);
  });

  for (const [what, { make, change }] of Object.entries(kinds)) {
    const callers: Record<string, "nav" | "culture"> = {
      "a recipient": "nav",
      "a provider": "culture",
      "the columns of a payments file": "culture",
      "a saved list": "nav",
    };
    const caller = () => world[callers[what] ?? "provider"];
    const tagOf = async (path: string) => (await caller().get(path)).headers.get("etag") ?? "";

    it(`${what} is changed with the ETag that was read, and answers its next one`, async () => {
      const path = await make();
      const read = await tagOf(path);
      const changed = await change(path, "Two", read);
      expect(changed.status).to.equal(200);
      expect(changed.headers.get("etag"))
        .to.match(/^"[^"]+"$/)
        .and.to.not.equal(read);
      expect(await tagOf(path)).to.equal(changed.headers.get("etag"));
    });

    it(`${what} is not changed with the ETag of before another's change, and says what to do`, async () => {
      const path = await make();
      const read = await tagOf(path);
      await change(path, "Theirs");
      const before = await caller().get(path);
      const refused = await change(path, "Mine", read);
      expect(refused.status).to.equal(412);
      expect(refused.body["code"]).to.equal("precondition_failed");
      expect(refused.body["detail"]).to.contain("read it again");
      expect(refused.body["changed"]).to.deep.equal(others[what]);
      expect((await caller().get(path)).body).to.deep.equal(before.body);
    });

    it(`${what} is changed by one of four at the same moment with one ETag, and by all four without`, async () => {
      const path = await make();
      const read = await tagOf(path);
      const at = async (tag?: string) =>
        (await Promise.all(["A", "B", "C", "D"].map((to) => change(path, to, tag)))).map(
          ({ status }) => status,
        );
      expect((await at(read)).toSorted()).to.deep.equal([200, 412, 412, 412]);
      expect(await at()).to.deep.equal([200, 200, 200, 200]);
    });
  }

  it("a template's form says what another has changed, keeps what was typed, and changes that alone when sent again", async () => {
    const { headers } = await world.provider.post("/api/v1/templates", templateForm("One"));
    const path = headers.get("location") ?? "";
    const nameNow = async () => {
      const { definition } = (await world.provider.get(path)).body;
      return (definition as { name: { nb: string } }).name.nb;
    };
    const context = await browser.open();
    await signInProvider(server, context, world.providerId);
    const page = await context.newPage();
    await page.goto(`${server.url}/provider/templates/${path.split("/").at(-1)}`);
    const name = page.locator("#name\\.nb");
    await name.fill("Mine");
    const theirs = { ...aTemplateDefinition, name: { nb: "Theirs" }, logoText: { nb: "Kino" } };
    const form = templateForm("Theirs");
    form.set("template", JSON.stringify(theirs));
    await world.provider.put(path, form);
    const save = page.getByRole("button", { name: "Lagre malen" });
    await save.click();
    await page.getByText("Noen andre har endret dette mens du skrev.").first().waitFor();
    expect(await name.inputValue()).to.equal("Mine");
    await page.getByText("Malens navn: One → Theirs").waitFor();
    await page.getByText("Tekst ved siden av logoen: ingen → Kino").waitFor();
    expect(await nameNow()).to.equal("Theirs");
    await save.click();
    await page.waitForURL(/saved=1/);
    const { definition } = (await world.provider.get(path)).body;
    expect(definition).to.deep.include({ name: { nb: "Mine" }, logoText: { nb: "Kino" } });
    await context.close();
  });

  it("an offer's form says what another has changed, keeps what was typed, and changes that alone when sent again", async () => {
    const path = await makeOffer();
    const id = path.split("/").at(-1) ?? "";
    const context = await browser.open();
    await signInProvider(server, context, world.providerId);
    const page = await context.newPage();
    await page.goto(`${server.url}/provider/offers/${id}/edit`);
    const quota = page.locator('input[name="quota"]');
    await quota.fill("33");
    const place = { name: "Torget", address: "Torget 1" };
    await world.provider.patch(path, { quota: 44, ageTo: 12, place });
    const save = page
      .locator('main form button[type="submit"], main form button:not([type])')
      .last();
    await save.click();
    await page.getByText("Noen andre har endret tilbudet mens du skrev.").first().waitFor();
    await page.getByText("Antall billetter: 10 → 44").waitFor();
    await page.getByText("Du har skrevet noe annet her, og det gjelder om du lagrer.").waitFor();
    await page.getByText("→ Torget, Torget 1").waitFor();
    await page.getByText(/Vilkår: .*5–16 år.* → .*5–12 år/).waitFor();
    await expectAccessible(page);
    expect(await quota.inputValue()).to.equal("33");
    expect(await page.locator("[name=ageTo]").inputValue()).to.equal("12");
    expect((await world.provider.get(path)).body["quota"]).to.equal(44);
    await save.click();
    await page.waitForURL(/notice=saved/);
    const saved = (await world.provider.get(path)).body;
    expect(saved).to.deep.include({ quota: 33, ageTo: 12, place });
    await context.close();
  });

  it("a provider's form says what another officer has changed, and brings no older account back when sent again", async () => {
    const path = `/api/v1/providers/${world.providerId}`;
    const page = await officePage({ culture: ["5025"] });
    await page.goto(`${server.url}/culture/providers/${world.providerId}/change`);
    await page.getByLabel("Navn", { exact: true }).fill("Hovdelia alpin");
    const { body } = await world.culture.patch(path, { accountNumber: "86011117947" });
    expect(body["accountNumber"]).to.equal("86011117947");
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByText("Kontonummer: ingen → 8601.11.17947").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.waitForURL(/notice=changed/);
    const saved = (await world.culture.get(path)).body;
    expect(saved).to.include({ name: "Hovdelia alpin", accountNumber: "86011117947" });
    await page.context().close();
  });

  it("a recipient's form says what another officer has changed of the same, and keeps what only the other changed", async () => {
    const made = await world.nav.post("/api/v1/recipients", { ...recipient, reference: "R-2" });
    const page = await officePage({ nav: ["5025"] });
    await page.goto(`${server.url}/nav/recipients/${String(made.body["id"])}/edit`);
    await page.getByLabel(/^Merkelapp/).fill("Mine");
    await world.nav.patch("/api/v1/recipients/R-2", { label: "Theirs", birthYear: 2015 });
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByText("Fødselsår: 2016 → 2015").waitFor();
    await page.getByText("Du har skrevet noe annet her, og det gjelder om du lagrer.").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.waitForURL(/notice=saved/);
    const saved = (await world.nav.get("/api/v1/recipients/R-2")).body;
    expect(saved).to.include({ label: "Mine", birthYear: 2015 });
    await page.context().close();
  });

  async function officePage(roles: { nav?: string[]; culture?: string[] }) {
    const context = await browser.open({ viewport: { width: 390, height: 844 } });
    const claims = { sub: "kari", name: "Kari", nav: [], culture: [], ...roles };
    const value = await staffSession(server.deps, claims);
    await context.addCookies([{ name: "staff", value, url: server.url }]);
    return context.newPage();
  }
});
