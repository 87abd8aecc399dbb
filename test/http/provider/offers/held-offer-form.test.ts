import { expect } from "chai";
import { insertProviderUser } from "../../../../src/db/providers/provider-users.ts";
import { aProvider, testKeyRing, testNow } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { eventually } from "../../../support/eventually.ts";
import { useServer } from "../../../support/server.ts";

describe("an offer's form whose session has ended", () => {
  const database = useDatabase();
  const server = useServer(database, { rateLimits: { login: 100 } });
  const typed = { "title.nb": "Bassengkveld", quota: "mange", activity: "swimming" };
  let jar: Map<string, string>;
  let providerId: string;

  beforeEach(async () => {
    server.deps.clock.set(testNow);
    server.deps.sent.length = 0;
    jar = new Map();
    providerId = (await aProvider(database.db)).id;
    await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, { providerId, email: emailOf("kari"), role: "owner" }),
    );
  });

  const emailOf = (name: string) => `${name}-${providerId}@bad.example`;
  /** As a browser does: with its cookies, and keeping those that it gets. */
  async function ask(path: string, fields?: Record<string, string>): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(server.url + path, {
      headers: { cookie },
      redirect: "manual",
      ...(fields && { method: "POST", body: new URLSearchParams(fields) }),
    });
    for (const each of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      jar.set(name, value);
    }
    return answer;
  }
  /** Signs in by the link of an e-mail, and answers where that leads. */
  async function login(name = "kari"): Promise<string | null> {
    const before = server.deps.sent.length;
    await ask("/provider/login", { email: emailOf(name) });
    const mail = await eventually("the e-mail leaves", () => server.deps.sent[before]);
    const { pathname } = new URL(/http\S+/.exec(mail.text)?.[0] ?? "");
    return (await ask(pathname)).headers.get("location");
  }
  /** Sends the form of a new offer when the session is over. */
  async function sendLate(): Promise<Response> {
    expect(await login()).to.equal("/provider");
    const form = await (await ask("/provider/offers/new?activity=swimming")).text();
    const [, csrf = ""] = /name="csrf" value="([^"]+)"/.exec(form) ?? [];
    server.deps.clock.set(new Date(testNow.getTime() + 31 * 60_000));
    return ask("/provider/offers/new", { ...typed, csrf });
  }

  it("is there again after the login by e-mail, as it was typed and not yet sent", async () => {
    expect((await sendLate()).headers.get("location")).to.match(/^\/provider\/login/);
    expect(await login()).to.equal("/provider/resume");
    const html = await (await ask("/provider/resume")).text();
    expect(html).to.contain("Skjemaet er ikke sendt ennå");
    expect(html).to.contain('value="Bassengkveld"').and.contain('value="mange"');
    expect(await database.db("offers").where({ provider_id: providerId })).to.deep.equal([]);
  });

  it("is not shown to another person on the same browser", async () => {
    await sendLate();
    await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, { providerId, email: emailOf("ola"), role: "owner" }),
    );
    expect(await login("ola")).to.equal("/provider");
    expect((await ask("/provider/resume")).headers.get("location")).to.equal("/provider");
  });
});
