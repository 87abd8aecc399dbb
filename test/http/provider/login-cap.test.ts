import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import { aProvider, testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { useServer } from "../../support/server.ts";

/** How many links of a person's can be open at a time. */
const cap = 5;

describe("asking for a provider's login link", () => {
  const database = useDatabase();
  const server = useServer(database, { rateLimits: { login: 1000 } });

  const ask = (email: string, cookie = "") =>
    fetch(`${server.url}/provider/login`, {
      method: "POST",
      headers: { cookie },
      body: new URLSearchParams({ email }),
    });
  const linksTo = (email: string) =>
    server.deps.sent
      .filter(({ to }) => to === email)
      .map(({ text }) => new URL(/http\S+/.exec(text)?.[0] ?? "").pathname);
  const cookieOf = (answer: Response, name: string) =>
    answer.headers
      .getSetCookie()
      .find((each) => each.startsWith(`${name}=`))
      ?.split(";")[0] ?? "";
  /** Sent after the answer, so a later one's arrival shows that nothing more comes of the earlier. */
  const settle = async () => {
    const email = await aPerson();
    await ask(email);
    await eventually("the last e-mail leaves", () => linksTo(email)[0]);
  };

  async function aPerson(): Promise<string> {
    const { id: providerId } = await aProvider(database.db);
    const email = `${randomUUID()}@provider.example`;
    await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, { providerId, email, role: "owner" }),
    );
    return email;
  }

  /** Signs the person in on a browser of theirs; answers what the browser keeps. */
  async function signIn(email: string): Promise<string> {
    const sent = linksTo(email).length;
    const asking = cookieOf(await ask(email), "provider-login");
    const path = await eventually("the link arrives", () => linksTo(email)[sent]);
    const answer = await fetch(server.url + path, {
      headers: { cookie: asking },
      redirect: "manual",
    });
    expect(answer.status).to.equal(303);
    return cookieOf(answer, "provider-browser");
  }

  async function askUntilNoMore(email: string, cookie = ""): Promise<number> {
    for (let i = 0; i < cap + 2; i += 1) {
      await ask(email, cookie);
      await settle();
    }
    return linksTo(email).length;
  }

  it("the login cap lets no stranger shut out the browser that somebody signed in on before", async () => {
    const email = await aPerson();
    const browser = await signIn(email);
    const byStrangers = (await askUntilNoMore(email)) - 1;
    // The link that was used counts no longer.
    expect(byStrangers).to.equal(cap);
    const asking = cookieOf(await ask(email, browser), "provider-login");
    const path = await eventually("the known browser's link", () => linksTo(email)[1 + cap]);
    const answer = await fetch(server.url + path, {
      headers: { cookie: `${asking}; ${browser}` },
      redirect: "manual",
    });
    expect(answer.status).to.equal(303);
  });

  it("fills no inbox from a known browser, either", async () => {
    const email = await aPerson();
    const browser = await signIn(email);
    expect((await askUntilNoMore(email, browser)) - 1).to.equal(cap);
  });

  it("the login cap gives a browser that somebody else signed in on no more than a stranger", async () => {
    const [email, other] = [await aPerson(), await aPerson()];
    const browser = await signIn(other);
    await askUntilNoMore(email);
    await ask(email, browser);
    await settle();
    expect(linksTo(email)).to.have.length(cap);
  });

  it("the login cap takes a cookie that cannot be read for none", async () => {
    const cookie = "provider=%; provider-browser=%E0%A4%A; provider-login=%zz";
    const page = await fetch(`${server.url}/provider`, { headers: { cookie }, redirect: "manual" });
    expect(page.status).to.equal(303);
    expect((await ask(await aPerson(), cookie)).status).to.equal(200);
  });
});
