import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { Router } from "express";
import { connect } from "../../../src/db/connect.ts";
import { apiClient } from "../../support/api-client.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

describe("what an operator sees", () => {
  const database = useDatabase();
  let queueIsDown = false;
  let isStopping = false;
  const server = useServer(database, {
    rateLimits: { api: 5, claim: 5 },
    isStopping: () => isStopping,
    queueDepth: () =>
      queueIsDown
        ? Promise.reject(new Error("connect ECONNREFUSED"))
        : Promise.resolve({ tickets: { waiting: 3, active: 1, delayed: 0, failed: 0 } }),
  });

  afterEach(() => {
    queueIsDown = false;
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    apiClient(server).get(path, undefined, headers);

  it("a live process", async () => {
    expect((await get("/livez")).body).to.deep.equal({ status: "ok" });
  });

  it("readiness, dependency by dependency", async () => {
    const { status, body } = await get("/readyz");
    expect(status).to.equal(200);
    expect(body["status"]).to.equal("ok");
    expect(body["checks"]).to.have.nested.property("database.status", "ok");
    expect(body["checks"]).to.have.nested.property("queue.jobs.tickets.waiting", 3);
    expect(body["checks"]).to.have.nested.property("google.status", "not_configured");
  });

  it("readiness is degraded, and still given, while the queue does not answer", async () => {
    queueIsDown = true;
    const { status, body } = await get("/readyz");
    expect(status).to.equal(200);
    expect(body["status"]).to.equal("degraded");
    expect(body["checks"]).to.have.nested.property("queue.status", "down");
    expect(body["checks"]).to.have.nested.property("database.status", "ok");
    expect((await get("/livez")).status).to.equal(200);
  });

  it("readiness is refused while the database does not answer", async () => {
    const { db } = server.deps;
    server.deps.db = connect("postgres://nobody@127.0.0.1:1/none", { acquireTimeout: 200 });
    const { status, body } = await get("/readyz");
    await server.deps.db.destroy();
    server.deps.db = db;
    expect(status).to.equal(503);
    expect(body["status"]).to.equal("down");
    expect(body["checks"]).to.have.nested.property("database.status", "down");
    expect(body["checks"]).to.have.nested.property("queue.status", "ok");
  });

  it("readiness is refused while the process stops", async () => {
    isStopping = true;
    const { status, body } = await get("/readyz");
    isStopping = false;
    expect(status).to.equal(503);
    expect(body["status"]).to.equal("stopping");
  });

  it("durations by route template, never an address, and the queue's depth", async () => {
    const token = `secret-${randomUUID()}`;
    await get(`/t/${token}`);
    await get(`/api/v1/recipients/${token}`);
    await get(`/nowhere/${token}`);
    const { text, headers } = await get("/metrics");
    expect(headers.get("content-type")).to.contain("text/plain");
    expect(text).to.contain('route="/api/v1/recipients/:reference",status="401"');
    expect(text).to.contain('route="none",status="404"');
    expect(text).not.to.contain(token);
    expect(text).to.contain('joinwallet_jobs{queue="tickets",state="waiting"} 3');
    expect(text).to.contain("joinwallet_process_cpu_seconds_total");
    const unprefixed = text.split("\n").filter((line) => /^(?!#|joinwallet_)./.test(line));
    expect(unprefixed).to.deep.equal([]);
  });

  it("a limit per key, told by standard headers", async () => {
    const headers = { Authorization: `Bearer ${randomUUID()}` };
    const first = await get("/api/v1/offers", headers);
    expect(first.headers.get("ratelimit")).to.contain("r=4");
    expect(first.headers.get("ratelimit-policy")).to.contain("q=5");
    for (let i = 0; i < 4; i++) await get("/api/v1/offers", headers);
    const refused = await get("/api/v1/offers", headers);
    expect(refused.status).to.equal(429);
    expect(refused.body["code"]).to.equal("too_many_requests");
    expect(Number(refused.headers.get("retry-after"))).to.be.within(1, 60);
    const other = await get("/api/v1/offers", { Authorization: `Bearer ${randomUUID()}` });
    expect(other.status).to.equal(401);
  });

  it("a limit per key, however the header is written", async () => {
    const token = randomUUID();
    const written = [`Bearer ${token}`, `Bearer  ${token}`, `bEARER   ${token}`, `BEARER ${token}`];
    for (const Authorization of [...written, `bearer    ${token}`]) {
      expect((await get("/api/v1/offers", { Authorization })).status).to.equal(401);
    }
    const refused = await get("/api/v1/offers", { Authorization: `Bearer      ${token}` });
    expect(refused.status).to.equal(429);
  });

  it("metrics and readiness at one address each, which a proxy can keep from the public", async () => {
    for (const path of ["/metrics/", "/METRICS", "/readyz/", "/Readyz"]) {
      expect((await get(path)).status, path).to.equal(404);
    }
  });

  it("a limit per address on guessing claim links, a proxy's word on the address counting", async () => {
    const from = (address: string) => get("/t/guess", { "X-Forwarded-For": address });
    const opened = await Promise.all(
      Array.from({ length: 5 }, () => get("/t", { "X-Forwarded-For": "198.51.100.7" })),
    );
    expect(opened.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200, 200]);
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await from("198.51.100.7")).status);
    expect(statuses).to.deep.equal([404, 404, 404, 404, 404, 429]);
    expect((await from("198.51.100.8")).status).to.equal(404);
  });

  describe("with a port of its own for the operator", () => {
    const operation = Router();
    const open = useServer(database, { operation, queueDepth: () => Promise.resolve({}) });
    const own = useServer(database, { sandbox: operation });

    it("metrics and the details of readiness are on the operator's port alone", async () => {
      expect((await fetch(`${open.url}/metrics`)).status).to.equal(404);
      expect(await (await fetch(`${open.url}/readyz`)).json()).to.deep.equal({ status: "ok" });
      const details = (await (await fetch(`${own.url}/readyz`)).json()) as object;
      expect(details).to.have.nested.property("checks.queue.status", "ok");
      expect(await (await fetch(`${own.url}/metrics`)).text()).to.contain("joinwallet_");
    });
  });

  describe("behind proxies of other addresses", () => {
    const behind = useServer(database, {
      rateLimits: { claim: 5 },
      change: (deps) => ({ ...deps, config: { ...deps.config, trustedProxies: ["10.0.0.0/8"] } }),
    });

    it("an address that a stranger names does not get around a limit", async () => {
      const statuses = [];
      for (let i = 0; i < 6; i++) {
        const headers = { "X-Forwarded-For": `198.51.100.${i}` };
        statuses.push((await fetch(`${behind.url}/t/guess`, { headers })).status);
      }
      expect(statuses).to.deep.equal([404, 404, 404, 404, 404, 429]);
    });
  });

  it("headers that keep pages to our own origin and claim links to the page", async () => {
    const { headers } = await get("/docs");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).to.contain("default-src 'none'").and.to.contain("script-src 'self'");
    expect(policy).not.to.match(/script-src[^;]*unsafe/);
    expect(headers.get("referrer-policy")).to.equal("no-referrer");
    expect(headers.get("x-content-type-options")).to.equal("nosniff");
    expect(headers.get("x-robots-tag")).to.equal("noindex");
    expect(headers.get("x-powered-by")).to.equal(null);
  });

  it("robots that may fetch images alone", async () => {
    const { text } = await get("/robots.txt");
    expect(text).to.contain("Allow: /images/").and.to.contain("Disallow: /\n");
  });
});
