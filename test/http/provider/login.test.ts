import { expect } from "chai";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import { aProvider, testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { useServer } from "../../support/server.ts";

describe("signing in on a provider's page", () => {
  const database = useDatabase();
  const server = useServer(database, { rateLimits: { login: 4 } });

  const post = (email: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/provider/login`, {
      method: "POST",
      headers,
      body: new URLSearchParams({ email }),
      redirect: "manual",
    });
  const get = (path: string, cookie = "") =>
    fetch(server.url + path, { headers: { cookie }, redirect: "manual" });
  const cookieOf = (answer: Response, name: string) =>
    answer.headers.getSetCookie().find((each) => each.startsWith(`${name}=`)) ?? "";

  let browser: string;
  let path: string;
  let session: string;

  before(async () => {
    const { id: providerId } = await aProvider(database.db);
    const email = "kari@provider.example";
    await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, { providerId, email, role: "owner" }),
    );
    const asked = await post(email);
    browser = cookieOf(asked, "provider-login");
    const message = await eventually("the e-mail leaves", () => server.deps.sent[0]);
    path = new URL(/http\S+/.exec(message.text)?.[0] ?? "").pathname;
  });

  it("a provider's login gives the browser a secret that no script reads and that goes to these pages alone", () => {
    expect(browser)
      .to.match(/HttpOnly/)
      .and.match(/SameSite=Lax/)
      .and.match(/Path=\/provider;/);
  });

  it("410 for the link in another browser, and a way to ask again", async () => {
    const answer = await get(path);
    expect(answer.status).to.equal(410);
    expect(answer.headers.getSetCookie()).to.deep.equal([]);
    expect(await answer.text()).to.contain('href="/provider/login"');
    const wrong = await get(path, `provider-login=${"A".repeat(43)}`);
    expect(wrong.status).to.equal(410);
  });

  it("a provider's login signs in with the link, and no page keeps its address", async () => {
    const answer = await get(path, browser.split(";")[0]);
    expect(answer.status).to.equal(303);
    expect(answer.headers.get("location")).to.equal("/provider");
    expect(answer.headers.get("referrer-policy")).to.equal("no-referrer");
    session = cookieOf(answer, "provider");
    expect(session)
      .to.match(/HttpOnly/)
      .and.match(/SameSite=Lax/);
    const page = await get("/provider", session.split(";")[0]);
    expect(page.status).to.equal(200);
    expect(page.headers.get("cache-control")).to.contain("no-store");
    expect((await get(path, browser.split(";")[0])).status).to.equal(410);
  });

  it("a provider's login sends whoever is not signed in to the login, and refuses a program that posts", async () => {
    const answer = await get("/provider/people");
    expect(answer.headers.get("location")).to.equal("/provider/login");
    const posted = await fetch(`${server.url}/provider/people`, {
      method: "POST",
      body: new URLSearchParams({ email: "x@y.example" }),
      redirect: "manual",
    });
    expect(posted.status).to.equal(401);
  });

  it("403 when another page asks for a link, 429 when somebody keeps asking", async () => {
    const foreign = await post("kari@provider.example", { "sec-fetch-site": "cross-site" });
    expect(foreign.status).to.equal(403);
    const statuses: number[] = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await post("kari@provider.example")).status);
    expect(statuses).to.deep.equal([200, 200, 429]);
  });

  it("429 when somebody keeps inviting, however many people there are", async () => {
    const cookie = session.split(";")[0] ?? "";
    const page = await (await get("/provider/people", cookie)).text();
    const [, csrf = ""] = /name="csrf" value="([^"]+)"/.exec(page) ?? [];
    const invite = (email: string) =>
      fetch(`${server.url}/provider/people`, {
        method: "POST",
        headers: { cookie },
        body: new URLSearchParams({ csrf, email, role: "staff" }),
        redirect: "manual",
      });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      statuses.push((await invite(`person-${i}@provider.example`)).status);
    }
    expect(statuses.slice(0, 3)).to.deep.equal([303, 303, 303]);
    expect((await invite("one-more@provider.example")).status).to.equal(429);
    expect((await get("/provider/people", cookie)).status).to.equal(200);
  });

  it("a user of a suspended provider signs out all the same", async () => {
    const cookie = session.split(";")[0] ?? "";
    const page = await (await get("/provider/people", cookie)).text();
    const [, csrf = ""] = /name="csrf" value="([^"]+)"/.exec(page) ?? [];
    await database.db("providers").update({ state: "suspended" });
    const out = await fetch(`${server.url}/provider/logout`, {
      method: "POST",
      headers: { cookie },
      body: new URLSearchParams({ csrf }),
      redirect: "manual",
    });
    expect(out.status).to.equal(303);
    await database.db("providers").update({ state: "approved" });
    const later = await get("/provider", cookie);
    expect(later.headers.get("location")).to.contain("/provider/login");
  });
});
