import { expect } from "chai";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { aTemplateDefinition } from "../../support/builders.ts";
import { useBrowser } from "../../support/browser.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
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
  const kinds: Record<
    string,
    { make: () => Promise<string>; change: (path: string, to: string, tag?: string) => Answer }
  > = {
    "an offer": {
      make: makeOffer,
      change: (path, to, tag) => world.provider.patch(path, { title: { nb: to } }, ifMatch(tag)),
    },
    "a recipient": {
      make: async () => {
        await world.nav.post("/api/v1/recipients", recipient);
        return "/api/v1/recipients/R-1";
      },
      change: (path, to, tag) => world.nav.patch(path, { label: to }, ifMatch(tag)),
    },
    "a provider": {
      make: () => Promise.resolve(`/api/v1/providers/${world.providerId}`),
      change: (path, to, tag) => world.culture.patch(path, { name: `Kino ${to}` }, ifMatch(tag)),
    },
    "a template": {
      make: async () => {
        const { headers } = await world.provider.post("/api/v1/templates", templateForm("One"));
        return headers.get("location") ?? "";
      },
      change: (path, to, tag) => world.provider.put(path, templateForm(to), ifMatch(tag)),
    },
    "a look": {
      make: async () => {
        await world.provider.put("/api/v1/look", lookForm("One"));
        return "/api/v1/look";
      },
      change: (path, to, tag) => world.provider.put(path, lookForm(to), ifMatch(tag)),
    },
  };
  type Answer = ReturnType<ApiWorld["nav"]["get"]>;
  const ifMatch = (tag: string | undefined): Record<string, string> =>
    tag === undefined ? {} : { "If-Match": tag };

  for (const [what, { make, change }] of Object.entries(kinds)) {
    const callers: Record<string, "nav" | "culture"> = {
      "a recipient": "nav",
      "a provider": "culture",
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

  it("a template's form says that another has changed it, keeps what was typed, and replaces the change when sent again", async () => {
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
    await world.provider.put(path, templateForm("Theirs"));
    const save = page.getByRole("button", { name: "Lagre malen" });
    await save.click();
    await page.getByText("Noen andre har endret dette mens du skrev.").first().waitFor();
    expect(await name.inputValue()).to.equal("Mine");
    expect(await nameNow()).to.equal("Theirs");
    await save.click();
    await page.waitForURL(/saved=1/);
    expect(await nameNow()).to.equal("Mine");
    await context.close();
  });

  it("an offer's form says that another has changed it, keeps what was typed, and replaces the change when sent again", async () => {
    const path = await makeOffer();
    const id = path.split("/").at(-1) ?? "";
    const context = await browser.open();
    await signInProvider(server, context, world.providerId);
    const page = await context.newPage();
    await page.goto(`${server.url}/provider/offers/${id}/edit`);
    const quota = page.locator('input[name="quota"]');
    await quota.fill("33");
    await world.provider.patch(path, { quota: 44 });
    const save = page
      .locator('main form button[type="submit"], main form button:not([type])')
      .last();
    await save.click();
    await page.getByText("Noen andre har endret tilbudet mens du skrev.").first().waitFor();
    expect(await quota.inputValue()).to.equal("33");
    expect((await world.provider.get(path)).body["quota"]).to.equal(44);
    await save.click();
    await page.waitForURL(/notice=saved/);
    expect((await world.provider.get(path)).body["quota"]).to.equal(33);
    await context.close();
  });
});
