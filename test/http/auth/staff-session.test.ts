import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import express, { type ErrorRequestHandler } from "express";
import type { Clock } from "../../../src/actions/deps.ts";
import { loadConfig } from "../../../src/config.ts";
import { AppError } from "../../../src/errors.ts";
import { municipalitiesOf, ownPath } from "../../../src/http/auth/staff-login.ts";
import { sessionOf } from "../../../src/http/auth/page-session.ts";
import { requireStaff, staffCookie } from "../../../src/http/auth/staff-session.ts";
import { KeyRing } from "../../../src/key-ring.ts";
import { testKeyRing, testNow } from "../../support/builders.ts";

const person = { sub: "nora", name: "Nora", nav: ["5025"], culture: [] };

describe("a staff session", () => {
  let now = testNow;
  let keyRing = testKeyRing;
  let server: Server;
  let url: string;
  let cookie: string;
  let csrf: string;

  before(async () => {
    const config = loadConfig({ NODE_ENV: "test", PUBLIC_URL: "http://localhost:3000" });
    const clock: Clock = { now: () => now };
    const deps = {
      config,
      clock,
      get keyRing() {
        return keyRing;
      },
    };
    const app = express();
    app.get("/start", (_request, response) => {
      staffCookie.start(deps, response, person);
      response.send("");
    });
    app.use("/nav", express.urlencoded({ extended: false }), requireStaff(deps, "nav"));
    app.use("/culture", requireStaff(deps, "culture"));
    app.all("/nav", (_request, response) => {
      response.json(sessionOf(response, "nav"));
    });
    const problems: ErrorRequestHandler = (error: unknown, _request, response, next) => {
      if (error instanceof AppError) response.status(error.status).send(error.code);
      else next(error);
    };
    app.use(problems);
    server = createServer(app).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => {
    server.close();
    server.closeAllConnections();
  });

  beforeEach(async () => {
    now = testNow;
    keyRing = testKeyRing;
    const started = await fetch(`${url}/start`);
    const header = started.headers.get("set-cookie") ?? "";
    expect(header)
      .to.match(/HttpOnly/)
      .and.match(/SameSite=Lax/);
    cookie = header.split(";")[0] ?? "";
    const seen = await fetch(`${url}/nav`, { headers: { cookie } });
    csrf = ((await seen.json()) as { csrf: string }).csrf;
  });

  const get = (path: string, headers: Record<string, string> = { cookie }) =>
    fetch(`${url}${path}`, { headers: { accept: "text/html", ...headers }, redirect: "manual" });
  const post = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${url}/nav`, {
      method: "POST",
      headers: { cookie, ...headers },
      body: new URLSearchParams(fields),
    });

  it("a staff session says who acts and for which municipalities", async () => {
    const answer = (await (await get("/nav")).json()) as { actor: unknown };
    expect(answer.actor).to.deep.equal({ role: "nav", id: "nora", municipalities: ["5025"] });
  });

  it("a staff session lasts eight hours", async () => {
    now = new Date(testNow.getTime() + 8 * 3_600_000 - 1_000);
    expect((await get("/nav")).status).to.equal(200);
    now = new Date(testNow.getTime() + 8 * 3_600_000 + 1_000);
    expect((await get("/nav")).status).to.equal(303);
  });

  it("a staff session survives a rotation of keys, but not the old key's removal", async () => {
    const fresh = { id: "fresh", secret: Buffer.alloc(32, 9) };
    keyRing = new KeyRing([fresh, { id: "test", secret: Buffer.alloc(32, 7) }]);
    expect((await get("/nav")).status).to.equal(200);
    keyRing = new KeyRing([fresh]);
    expect((await get("/nav")).status).to.equal(303);
  });

  it("a staff session sends who is not signed in to the login and back, and tells a script 401", async () => {
    const page = await get("/nav?category=ski", {});
    expect(page.headers.get("location")).to.equal("/login?to=%2Fnav%3Fcategory%3Dski");
    expect((await get("/nav", { accept: "application/json" })).status).to.equal(401);
  });

  it("a staff session does not open another office's part", async () => {
    expect((await get("/culture")).status).to.equal(403);
  });

  it("a staff session cannot be altered, nor signed with another key or no algorithm", async () => {
    const token = cookie.slice("staff=".length);
    const [header = "", body = "", signature = ""] = token.split(".");
    const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as object;
    const more = Buffer.from(JSON.stringify({ ...claims, nav: ["0301"] })).toString("base64url");
    const none = Buffer.from(JSON.stringify({ alg: "none", kid: "test" })).toString("base64url");
    for (const forged of [`${header}.${more}.${signature}`, `${none}.${more}.`, "nonsense"]) {
      expect((await get("/nav", { cookie: `staff=${forged}` })).status, forged).to.equal(303);
    }
  });

  const forms: [
    what: string,
    fields: () => object,
    headers: Record<string, string>,
    status: number,
  ][] = [
    ["a form of ours", () => ({ csrf }), { "sec-fetch-site": "same-origin" }, 200],
    [
      "a form of ours that sends no referrer",
      () => ({ csrf }),
      { "sec-fetch-site": "same-origin", origin: "null" },
      200,
    ],
    [
      "a form of ours from a browser that says nothing of the site",
      () => ({ csrf }),
      { origin: "http://localhost:3000" },
      200,
    ],
    ["a form without the token", () => ({}), { "sec-fetch-site": "same-origin" }, 403],
    [
      "a form with another token",
      () => ({ csrf: "x".repeat(csrf.length) }),
      { "sec-fetch-site": "same-origin" },
      403,
    ],
    [
      "another site's form, even with the token",
      () => ({ csrf }),
      { "sec-fetch-site": "cross-site" },
      403,
    ],
    ["a sibling domain's form", () => ({ csrf }), { "sec-fetch-site": "same-site" }, 403],
    [
      "another origin's form in an old browser",
      () => ({ csrf }),
      { origin: "http://evil.example" },
      403,
    ],
  ];
  for (const [what, fields, headers, status] of forms) {
    it(`${status === 200 ? "takes" : "refuses"} ${what}`, async () => {
      expect((await post(fields() as Record<string, string>, headers)).status).to.equal(status);
    });
  }
});

describe("a login", () => {
  const claims: [claim: unknown, nav: string[]][] = [
    [
      ["nav:5025", "nav:5026", "culture:5025"],
      ["5025", "5026"],
    ],
    ["nav:5025", ["5025"]],
    [["nav", "nav:", "nav:50250", "navy:5025", "NAV:5025"], []],
    [undefined, []],
    [{ nav: "5025" }, []],
  ];
  for (const [claim, nav] of claims) {
    it(`a staff login reads ${JSON.stringify(claim)} as NAV in ${nav.join(" and ") || "no municipality"}`, () => {
      expect(municipalitiesOf("nav", claim)).to.deep.equal(nav);
    });
  }

  it("a staff login leads back to a page of ours and nowhere else", () => {
    expect(ownPath("/nav/recipients?cursor=a%20b")).to.equal("/nav/recipients?cursor=a%20b");
    for (const to of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "nav",
      "",
      undefined,
      ["/nav"],
      "/nav\r\nx",
    ]) {
      expect(ownPath(to), String(to)).to.equal("/nav");
    }
  });
});
