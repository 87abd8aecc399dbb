import { expect } from "chai";
import { testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useIdentityProvider } from "../../support/identity-provider.ts";
import { useServer } from "../../support/server.ts";

type Claims = Record<string, unknown>;

const seconds = Math.floor(testNow.getTime() / 1000);
const event = "http://schemas.openid.net/event/backchannel-logout";

describe("staff signed in by an identity provider", () => {
  const database = useDatabase();
  const identity = useIdentityProvider("join");
  const server = useServer(database, {
    change: (deps) => ({
      ...deps,
      config: {
        ...deps.config,
        oidc: {
          issuer: identity.issuer,
          clientId: "join",
          clientSecret: "secret",
          roleClaim: "roles",
          acr: ["high", "substantial"],
        },
      },
    }),
  });
  let number = 0;

  const cookiesOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; ");
  const get = (path: string, cookie = "") =>
    fetch(server.url + path, { headers: { cookie, accept: "text/html" }, redirect: "manual" });

  async function login(claims: Claims, { to = "/nav", cookie = "" } = {}) {
    const asked = await get(`/login?to=${encodeURIComponent(to)}`, cookie);
    const target = new URL(asked.headers.get("location") ?? "");
    const now = Math.floor(Date.now() / 1000);
    identity.idToken = {
      ...{ sub: "nora", name: "Nora", acr: "high", roles: ["nav:5025"] },
      ...{ iat: now, exp: now + 600, nonce: target.searchParams.get("nonce") },
      ...claims,
    };
    const state = target.searchParams.get("state") ?? "";
    const own = [cookiesOf(asked), cookie].filter((each) => each !== "").join("; ");
    const answer = await get(`/login/callback?code=x&state=${state}`, own);
    return { target, answer, cookie: cookiesOf(answer) };
  }

  it("a prefetch of the way back from the identity provider spends no code: it would be refused with this one", async () => {
    const asked = await get("/login");
    const state = new URL(asked.headers.get("location") ?? "").searchParams.get("state") ?? "";
    identity.idToken = {};
    const back = `${server.url}/login/callback?code=x&state=${state}`;
    const cookie = cookiesOf(asked);
    expect((await fetch(back, { method: "HEAD", headers: { cookie } })).status).to.equal(200);
    expect((await fetch(back, { headers: { cookie } })).status).to.equal(401);
  });

  const isSignedIn = async (cookie: string) => (await get("/nav", cookie)).status === 200;

  it("staff are asked for the authentication contexts of the settings, and let in by one of them alone", async () => {
    const { target, answer, cookie } = await login({ acr: "substantial" });
    expect(target.searchParams.get("acr_values")).to.equal("high substantial");
    expect(answer.headers.get("location")).to.equal("/nav");
    expect(await isSignedIn(cookie)).to.equal(true);
    for (const acr of ["low", "high substantial", undefined]) {
      const refused = await login({ acr });
      expect(refused.answer.status, String(acr)).to.equal(401);
      expect(refused.cookie).to.equal("");
    }
    const trail = await database.owner("audit_events").where({ action: "staff.refused" });
    expect(trail.map(({ detail }: { detail: unknown }) => detail)).to.deep.include({
      reason: "acr",
    });
  });

  it("staff who are let in stand in the audit trail, with their roles", async () => {
    await login({ sub: "mari", roles: ["nav:5025", "culture:5025"] });
    const trail: unknown[] = await database.owner("audit_events").where({ subject: "mari" });
    expect(trail).to.have.length(1);
    expect(trail[0]).to.deep.include({
      ...{ actor: "mari", action: "staff.signed_in" },
      detail: { nav: ["5025"], culture: ["5025"] },
    });
  });

  it("staff who sign out end our session and the identity provider's, and are told so on their return", async () => {
    const { cookie } = await login({});
    const page = await (await get("/nav", cookie)).text();
    const [, csrf = ""] = /name="csrf" value="([^"]+)"/.exec(page) ?? [];
    const post = (fields: Record<string, string>) =>
      fetch(`${server.url}/logout`, {
        method: "POST",
        headers: { cookie },
        body: new URLSearchParams(fields),
        redirect: "manual",
      });
    expect((await post({ csrf: "wrong" })).status).to.equal(403);
    expect(await isSignedIn(cookie)).to.equal(true);
    const out = await post({ csrf });
    const target = new URL(out.headers.get("location") ?? "");
    expect(`${target.origin}${target.pathname}`).to.equal(`${identity.issuer}/end`);
    const { id_token_hint, post_logout_redirect_uri, state } = Object.fromEntries(
      target.searchParams,
    );
    expect(post_logout_redirect_uri).to.equal(`${server.deps.config.publicUrl}/login/ended`);
    expect(id_token_hint).to.match(/^eyJ/);
    expect(await isSignedIn(cookie)).to.equal(false);
    const ended = async (given = "") => (await get(given, cookiesOf(out))).text();
    const here = "men kanskje ikke av innloggingstjenesten";
    expect(await ended(`/login/ended?state=${state}`)).to.not.contain(here);
    expect(await ended("/login/ended?state=forged")).to.contain(here);
  });

  const backChannel = (token: string) =>
    fetch(`${server.url}/logout/back-channel`, {
      method: "POST",
      body: new URLSearchParams({ logout_token: token }),
    });
  const logoutToken = (claims: Claims, options: Parameters<typeof identity.sign>[1] = {}) =>
    identity.sign(
      {
        ...{ iat: seconds, exp: seconds + 120, jti: `token-${(number += 1)}`, sid: "one" },
        events: { [event]: {} },
        ...claims,
      },
      { typ: "logout+jwt", ...options },
    );

  it("the identity provider ends one of its sessions by the back channel, and no other", async () => {
    const first = await login({ sid: "one" });
    const second = await login({ sid: "two" });
    const answer = await backChannel(await logoutToken({}));
    expect(answer.status).to.equal(200);
    expect(answer.headers.get("cache-control")).to.equal("no-store");
    expect(await isSignedIn(first.cookie)).to.equal(false);
    expect(await isSignedIn(second.cookie)).to.equal(true);
  });

  it("the identity provider ends all sessions of a person by the back channel", async () => {
    const both = [await login({ sid: "one" }), await login({ sid: "two" })];
    const other = await login({ sub: "kari", sid: "three" });
    expect((await backChannel(await logoutToken({ sid: undefined, sub: "nora" }))).status).to.equal(
      200,
    );
    for (const { cookie } of both) expect(await isSignedIn(cookie)).to.equal(false);
    expect(await isSignedIn(other.cookie)).to.equal(true);
  });

  const refused: [what: string, claims: Claims, isForeign?: boolean][] = [
    ["of another issuer", { iss: "https://evil.example" }],
    ["for another client", { aud: "other" }],
    ["without the event", { events: {} }],
    ["with another event", { events: { "http://schemas.openid.net/event/other": {} } }],
    ["with a nonce, as an ID token has", { nonce: "n" }],
    ["that names neither session nor subject", { sid: undefined }],
    ["without an id of its own", { jti: undefined }],
    ["that has expired", { iat: seconds - 400, exp: seconds - 200 }],
    ["that is old", { iat: seconds - 3600, exp: undefined }],
    ["from the future", { iat: seconds + 3600, exp: seconds + 7200 }],
    ["signed with another key", {}, true],
  ];
  for (const [what, claims, isForeign = false] of refused) {
    it(`the back channel refuses a logout token ${what}`, async () => {
      const { cookie } = await login({ sid: "one" });
      const answer = await backChannel(await logoutToken(claims, { isForeign }));
      expect(answer.status).to.equal(400);
      expect(await isSignedIn(cookie)).to.equal(true);
    });
  }

  it("the back channel refuses a logout token that was used before, and what is none", async () => {
    const token = await logoutToken({});
    expect((await backChannel(token)).status).to.equal(200);
    const { cookie } = await login({ sid: "one" });
    for (const again of [token, "", "a.b.c", `${token}x`]) {
      expect((await backChannel(again)).status, again).to.equal(400);
    }
    const unsigned = `${btoa(JSON.stringify({ alg: "none" }))}.${token.split(".")[1]}.`;
    expect((await backChannel(unsigned)).status).to.equal(400);
    expect(await isSignedIn(cookie)).to.equal(true);
  });

  it("the identity provider ends one of its sessions by the front channel, under its own name alone", async () => {
    const { cookie } = await login({ sid: "front" });
    const front = (iss: string, sid: string) =>
      get(`/logout/front-channel?${new URLSearchParams({ iss, sid }).toString()}`);
    for (const [iss, sid] of [
      ["https://evil.example", "front"],
      [identity.issuer, "other"],
      [identity.issuer, ""],
    ] as const) {
      await front(iss, sid);
      expect(await isSignedIn(cookie), `${iss} ${sid}`).to.equal(true);
    }
    expect((await front(identity.issuer, "front")).status).to.equal(200);
    expect(await isSignedIn(cookie)).to.equal(false);
  });

  describe("a form whose session has ended", () => {
    const typed = { reference: "SAK-7", label: "Gutten med skia", birthYear: "noe rart" };

    async function sendLate(claims: Claims = {}) {
      const { cookie } = await login({});
      const form = await (await get("/nav/recipients/new", cookie)).text();
      const [, csrf = ""] = /name="csrf" value="([^"]+)"/.exec(form) ?? [];
      server.deps.clock.set(new Date(testNow.getTime() + 31 * 60_000));
      const post = (fields: object, headers: Record<string, string> = {}) =>
        fetch(`${server.url}/nav/recipients/new`, {
          method: "POST",
          headers: { cookie, ...headers },
          body: new URLSearchParams({ ...typed, ...fields }),
          redirect: "manual",
        });
      const forged = await post({ csrf: "forged" });
      const foreign = await post({ csrf }, { "sec-fetch-site": "cross-site" });
      const answer = await post({ csrf, email: "158317 10281" });
      const back = await login(claims, { to: "/nav/resume", cookie });
      return { forged, foreign, answer, back };
    }

    afterEach(() => {
      server.deps.clock.set(testNow);
    });

    it("a form whose session has ended is there again after the login, filled, and not yet sent", async () => {
      const { answer, back, forged, foreign } = await sendLate();
      expect([forged.status, foreign.status]).to.deep.equal([403, 403]);
      expect(answer.status).to.equal(303);
      expect(answer.headers.get("location")).to.equal("/login?to=%2Fnav%2Fresume");
      expect(back.answer.headers.get("location")).to.equal("/nav/resume");
      const shown = await get("/nav/resume", back.cookie);
      expect(shown.status).to.equal(200);
      const html = await shown.text();
      expect(html)
        .to.contain("Skjemaet er ikke sendt ennå")
        .and.contain('action="/nav/recipients/new"');
      for (const value of Object.values(typed)) expect(html).to.contain(`value="${value}"`);
      expect(html).to.not.contain("Rett dette før du går videre").and.not.contain("158317");
      const stored = JSON.stringify(await database.owner("sessions").select());
      expect(stored).to.not.contain("SAK-7").and.not.contain("Gutten");
      const recipients = await database.owner("recipients").select("id");
      expect(recipients).to.deep.equal([]);
      // Sent at last, it is no longer held.
      const [, csrf = ""] = /name="csrf" value="([^"]+)"/.exec(html) ?? [];
      const sent = await fetch(`${server.url}/nav/recipients/new`, {
        method: "POST",
        headers: { cookie: back.cookie },
        body: new URLSearchParams({ ...typed, csrf }),
        redirect: "manual",
      });
      expect(sent.status).to.equal(400);
      expect((await get("/nav/resume", back.cookie)).headers.get("location")).to.equal("/nav");
    });

    it("a form whose session has ended is not shown to another person on the same browser", async () => {
      const { back } = await sendLate({ sub: "kari", name: "Kari" });
      const shown = await get("/nav/resume", back.cookie);
      expect(shown.status).to.equal(303);
      expect(shown.headers.get("location")).to.equal("/nav");
      expect(JSON.stringify(await database.owner("sessions").select("form_sealed"))).to.not.contain(
        "data",
      );
    });
  });
});
