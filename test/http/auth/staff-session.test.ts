import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import express, { type ErrorRequestHandler } from "express";
import type { Clock } from "../../../src/actions/deps.ts";
import { removeEndedSessions } from "../../../src/actions/access/remove-ended-sessions.ts";
import { loadConfig } from "../../../src/config.ts";
import { AppError } from "../../../src/errors.ts";
import { ownPath } from "../../../src/http/auth/staff-login.ts";
import { isOperator, municipalitiesOf } from "../../../src/http/auth/staff-roles.ts";
import { sessionOf } from "../../../src/http/auth/page-session.ts";
import { requireStaff, staffCookie } from "../../../src/http/auth/staff-session.ts";
import { KeyRing } from "../../../src/key-ring.ts";
import { testKeyRing, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";

const minute = 60_000;
const hour = 60 * minute;
const person = { subject: "nora", claims: { name: "Nora", nav: ["5025"], culture: [] } };

describe("a staff session", () => {
  const database = useDatabase();
  let now = testNow;
  let keyRing = testKeyRing;
  let config = loadConfig({ NODE_ENV: "test", PUBLIC_URL: "http://localhost:3000" });
  const plain = config;
  let server: Server;
  let url: string;
  let cookie: string;
  let csrf: string;

  before(async () => {
    const clock: Clock = { now: () => now };
    const deps = {
      clock,
      get config() {
        return config;
      },
      get db() {
        return database.db;
      },
      get keyRing() {
        return keyRing;
      },
    };
    const app = express();
    app.get("/start", async (request, response) => {
      await staffCookie.start(deps, { request, response }, person);
      response.send("");
    });
    app.post("/end", async (request, response) => {
      await staffCookie.end(deps, request, response);
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
    config = plain;
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
    expect(answer.actor).to.deep.equal({
      ...{ role: "nav", id: "nora", municipalities: ["5025"], protectedOf: [] },
    });
  });

  const at = (ms: number) => {
    now = new Date(testNow.getTime() + ms);
  };

  it("a staff session ends when it was idle for half an hour, and lives on with use", async () => {
    at(29 * minute);
    expect((await get("/nav")).status).to.equal(200);
    at(58 * minute);
    expect((await get("/nav")).status).to.equal(200);
    at(88 * minute + 1);
    expect((await get("/nav")).status).to.equal(303);
  });

  it("a staff session ends after eight hours, however busy it is", async () => {
    for (let ms = 0; ms < 8 * hour; ms += 25 * minute) {
      at(ms);
      expect((await get("/nav")).status, String(ms)).to.equal(200);
    }
    at(8 * hour);
    expect((await get("/nav")).status).to.equal(303);
  });

  it("a staff session lasts as long as the settings say", async () => {
    const settings = { SESSION_IDLE_MINUTES: "5", SESSION_HOURS: "1" };
    config = loadConfig({ NODE_ENV: "test", ...settings });
    at(5 * minute + 1);
    expect((await get("/nav")).status).to.equal(303);
    at(0);
    const started = await fetch(`${url}/start`);
    const hourly = started.headers.get("set-cookie")?.split(";")[0] ?? "";
    for (let ms = 0; ms < hour; ms += 4 * minute) {
      at(ms);
      expect((await get("/nav", { cookie: hourly })).status, String(ms)).to.equal(200);
    }
    at(hour);
    expect((await get("/nav", { cookie: hourly })).status).to.equal(303);
  });

  it("a staff session is not prolonged by a script that reads in the background", async () => {
    at(20 * minute);
    const background = { cookie, "sec-fetch-dest": "empty" };
    const read = (await (await get("/nav", background)).json()) as { end: { seconds: number } };
    expect(read.end.seconds).to.equal(10 * 60);
    at(31 * minute);
    expect((await get("/nav")).status).to.equal(303);
  });

  it("a staff session that was signed out is dead to every copy of its cookie", async () => {
    const copy = cookie;
    expect((await get("/nav", { cookie: copy })).status).to.equal(200);
    await fetch(`${url}/end`, { method: "POST", headers: { cookie } });
    expect((await get("/nav", { cookie: copy })).status).to.equal(303);
  });

  it("a staff session leaves no secret and no name in the database", async () => {
    const rows = JSON.stringify(await database.owner("sessions").select());
    const secret = cookie.slice("staff=".length);
    expect(rows).to.contain("nora").and.not.contain("Nora").and.not.contain(secret);
    const bytes = Buffer.from(secret, "base64url").toString("hex");
    const { rows: hits } = await database.owner.raw<{ rows: unknown[] }>(
      "select from sessions where encode(secret_hash, 'hex') = ?",
      [bytes],
    );
    expect(hits).to.deep.equal([]);
  });

  it("a staff session's cookie has the prefix __Host- over HTTPS, and no domain", async () => {
    config = { ...plain, publicUrl: "https://tickets.example" };
    const header = (await fetch(`${url}/start`)).headers.get("set-cookie") ?? "";
    expect(header)
      .to.match(/^__Host-staff=[^;]+;/)
      .and.match(/; Path=\/;/)
      .and.match(/; Secure/);
    expect(header).to.not.match(/domain/i);
    const [pair = ""] = header.split(";");
    expect((await get("/nav", { cookie: pair })).status).to.equal(200);
    // A sibling domain can set the plain name.
    expect((await get("/nav", { cookie: pair.replace("__Host-", "") })).status).to.equal(303);
  });

  it("a staff session is deleted a day after its end", async () => {
    const { db, owner } = database;
    const count = async () => (await owner("sessions").select("id")).length;
    await owner.raw("truncate sessions");
    await fetch(`${url}/start`);
    at(31 * hour);
    await removeEndedSessions({ db, clock: { now: () => now } });
    expect(await count()).to.equal(1);
    at(33 * hour);
    expect(await removeEndedSessions({ db, clock: { now: () => now } })).to.equal(1);
    expect(await count()).to.equal(0);
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

  it("a staff session opens to its own secret alone", async () => {
    const secret = cookie.slice("staff=".length);
    const altered = (secret.startsWith("A") ? "B" : "A") + secret.slice(1);
    const hash = await database.owner("sessions").first<{ secret_hash: Buffer }>("secret_hash");
    for (const forged of [altered, "", "nonsense", hash.secret_hash.toString("base64url")]) {
      expect((await get("/nav", { cookie: `staff=${forged}` })).status, forged).to.equal(303);
    }
    // Nor do the rights of one session serve another, though the row is changed in the database.
    await database.owner.raw(
      "update sessions set claims_sealed = (select claims_sealed from sessions as o where o.id <> sessions.id limit 1)",
    );
    expect((await get("/nav")).status).to.equal(303);
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
    [["nav:5025:read", "nav:5025 ", " nav:5025", "nav:5025,nav:5026", "nav: 5025"], []],
    [["nav:5025\n", "nav:5025/write", "xnav:5025", "nav:٥٠٢٥", "nav::5025", "nav;5025"], []],
    [["nav:5025", "nav:5025"], ["5025"]],
    [["nav:5025", 7, null, { nav: "5026" }], ["5025"]],
    ["nav:5025 nav:5026", []],
    [["*", "nav:*", "nav:____", "nav:502"], []],
    [undefined, []],
    [{ nav: "5025" }, []],
  ];
  for (const [claim, nav] of claims) {
    it(`a staff login reads ${JSON.stringify(claim)} as NAV in ${nav.join(" and ") || "no municipality"}`, () => {
      expect(municipalitiesOf("nav", claim)).to.deep.equal(nav);
    });
  }

  for (const [claim, seen] of [
    ["nav:5025:protected", ["5025"]],
    [
      ["nav:5025", "nav:5025:protected", "nav:5026:protected"],
      ["5025", "5026"],
    ],
    [["nav:5025", "nav:protected:5025", "nav:5025:protected "], []],
    [["nav:5025:protected:", "nav::protected", "culture:5025:protected", "nav:5025:Protected"], []],
    [["nav:502:protected", "nav:50255:protected", "nav:5025:protectedx", "protected:5025"], []],
  ] as const) {
    it(`a staff login reads ${JSON.stringify(claim)} as who sees protected children in ${seen.join(" and ") || "no municipality"}`, () => {
      expect(municipalitiesOf("nav:protected", claim)).to.deep.equal(seen);
    });
  }

  for (const [claim, expected] of [
    ["operator", true],
    [["nav:5025", "operator"], true],
    [["operator:5025", "Operator", " operator", "operators", "nav:operator"], false],
    ["nav:5025 operator", false],
    [{ operator: true }, false],
  ] as const) {
    it(`a staff login reads ${JSON.stringify(claim)} as ${expected ? "who runs" : "nobody who runs"} the service`, () => {
      expect(isOperator(claim)).to.equal(expected);
    });
  }

  it("the role that sees protected children is none of NAV's by itself", () => {
    expect(municipalitiesOf("nav", ["nav:5025:protected"])).to.deep.equal([]);
  });

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
