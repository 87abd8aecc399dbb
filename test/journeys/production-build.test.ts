import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import {
  createIntermediate,
  createRoot,
  issuePassCertificate,
  pemPair,
} from "../../src/sandbox/certificate-authority.ts";
import { developmentIds } from "../../src/sandbox/certificates.ts";
import { eventually } from "../support/eventually.ts";
import { freePort } from "../support/free-port.ts";
import { layLine } from "../support/line.ts";
import { installForProduction, type ProductionInstall } from "../support/production-install.ts";
import type { ServiceProcess } from "../support/service-process.ts";
import { startSwitch, type Switch } from "../support/switch.ts";

describe("the production build", function () {
  this.timeout(180_000);
  let install: ProductionInstall;
  let url: string;
  let key: string;
  let api: ServiceProcess | undefined;
  let metricsPort: number;

  before("installs it by docs/operations.md", async () => {
    install = await installForProduction();
    ({ url } = install);
  });

  after(async () => {
    await api?.ended("SIGKILL");
    await install.remove();
  });

  const main = (mode: string, change: Record<string, string> = {}) =>
    install.start(`exec node dist/main.js ${mode}`, change);

  /** What a process says that does not start. */
  async function refusalOf(change: Record<string, string>): Promise<string> {
    const started = main("api", change);
    try {
      const outcome = await started.printed("Ready: api").then(
        () => "started",
        () => started.ended(),
      );
      expect(outcome, started.output()).to.equal(1);
      return started.output();
    } finally {
      await started.ended("SIGKILL");
    }
  }

  const readinessAt = async (origin: string) =>
    (await (await fetch(`${origin}/readyz`)).json()) as {
      status: string;
      checks?: Record<string, { status: string; message?: string }>;
    };

  it("an installation by the guide has what runs, and no development dependency", async () => {
    const { dependencies, devDependencies } = JSON.parse(
      await readFile(join(install.folder, "package.json"), "utf8"),
    ) as Record<string, Record<string, string>>;
    const present = (names: object = {}) =>
      Object.keys(names).filter((name) => existsSync(join(install.folder, "node_modules", name)));
    expect(present(dependencies)).to.deep.equal(Object.keys(dependencies ?? {}));
    // Packages that run ask for these.
    expect(present(devDependencies)).to.deep.equal(["@types/react", "zxing-wasm"]);
  });

  it("the production build lists every fault of its environment at once and does not start", async () => {
    expect(await refusalOf({ OIDC_ISSUER: "", SECRET_KEYS: "short", PORT: "70000" }))
      .to.include("OIDC_ISSUER")
      .and.include("SECRET_KEYS")
      .and.include("PORT");
  });

  it("the production build refuses to start with settings that tell families where a ticket comes from", async () => {
    expect(await refusalOf({ BRAND_NAME: "NAV billett" })).to.include('BRAND_NAME tells "nav"');
  });

  it("the guide's command migrates an empty database, and says so when there is nothing to migrate", async () => {
    const command = install.commandWith("migrate");
    expect(await install.follow(command)).to.include("Applied 0001");
    expect(await install.follow(command)).to.include("up to date");
  });

  it("the guide's commands start the service and make a key, and the process opens no more connections than documented", async () => {
    const all = install.start(`exec ${install.commandWith("main.js all")}`);
    await all.printed("Ready: all");
    expect((await fetch(`${url}/readyz`)).status).to.equal(200);
    const made = await install.follow(install.commandWith("scheme.js key"));
    expect(made)
      .to.match(/jw_nav_\S{43}/)
      .and.match(/node dist\/cli\/scheme\.js revoke \S{36}/);
    const [row] = await install.administer(
      "select count(*)::int from pg_stat_activity where usename = 'join_login'",
    );
    expect(await install.follow("node dist/cli/keys.js status")).to.match(/^ {2}a {2}current; /m);
    const high = await readFile("docs/high-availability.md", "utf8");
    const [own = 0, queues = 0] = [/up to (\d+) connections/, /up to (\d+) more/].map((pattern) =>
      Number(pattern.exec(high)?.[1]),
    );
    expect(row?.["count"]).to.be.within(1, own + 2 * queues);
    expect(await all.ended("SIGTERM"), all.output()).to.equal(0);
  });

  it("the production build answers as api, with its pages' styles, and without a sandbox", async () => {
    metricsPort = await freePort();
    api = main("api", { METRICS_PORT: String(metricsPort) });
    await api.printed("Ready: api");
    expect((await fetch(`${url}/readyz`)).status).to.equal(200);
    const page = await fetch(`${url}/t`);
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(await page.text())?.[1] ?? "";
    expect((await fetch(`${url}${style}`)).headers.get("content-type")).to.include("text/css");
    expect(await (await fetch(`${url}/docs/guide`)).text()).to.include("in five minutes</h1>");
    expect((await fetch(`${url}/sandbox`)).status).to.equal(404);
  });

  it("the production build names a request's trace in its log, and one of its own for a malformed traceparent", async () => {
    const id = "4bf92f3577b34da6a3ce929d0e0e4736";
    for (const traceparent of [`00-${id}-00f067aa0ba902b7-01`, `00-${"0".repeat(32)}-x`]) {
      const headers = { authorization: "Bearer unknown", traceparent };
      expect((await fetch(`${url}/api/v1/offers`, { headers })).status).to.equal(401);
    }
    await api?.printed(`"traceId":"${id}"`);
    await eventually("both in the log", () => {
      const ids = [...(api?.output() ?? "").matchAll(/"traceId":"([\da-f]{32})"/g)];
      return new Set(ids.map(([, each]) => each)).size === 2;
    });
  });

  it("the production build serves the scanner, with the decoder for phones that have none", async () => {
    const page = await (await fetch(`${url}/door`)).text();
    const files = [...page.matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => path);
    expect(files.join()).to.match(/door\.[^,]+\.js.*zxing-reader\.[^,]+\.wasm/);
    for (const file of files) expect((await fetch(`${url}${file}`)).status, file).to.equal(200);
  });

  it("the production build lets an operator make the first key, and opens to it", async () => {
    const made = await install.follow(install.commandWith("scheme.js key"));
    key = /jw_nav_\S+/.exec(made)?.[0] ?? "";
    const headers = { authorization: `Bearer ${key}` };
    const offers = await fetch(`${url}/api/v1/offers?municipality=5025`, { headers });
    expect(offers.status).to.equal(200);
  });

  it("the production build says what it cannot send, at the start and in /readyz", async () => {
    expect(api?.output()).to.include("SMTP_URL is not set").and.include("SMS_GATEWAY_URL");
    const { status, checks } = await readinessAt(`http://127.0.0.1:${metricsPort}`);
    expect(status).to.equal("ok");
    expect(checks?.["email"]).to.have.property("status", "not_configured");
    expect(checks?.["sms"]?.message).to.include("SMS_GATEWAY_URL");
  });

  it("the production build serves metrics, which tell when somebody used a ticket, at a port of their own alone", async () => {
    expect((await fetch(`${url}/metrics`)).status).to.equal(404);
    expect(await readinessAt(url)).to.deep.equal({ status: "ok" });
    const { status } = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
    expect(status).to.equal(200);
  });

  async function expired(): Promise<Record<string, string>> {
    const ended = new Date(Date.now() - 400 * 86_400_000);
    const wwdr = await createIntermediate(await createRoot(ended), ended);
    const pair = await issuePassCertificate(wwdr, { ...developmentIds, at: ended });
    return {
      APPLE_SIGNER_CERT: pair.cert,
      APPLE_SIGNER_KEY: pair.key,
      APPLE_WWDR_CERT: (await pemPair(wwdr)).cert,
    };
  }

  it("the production build does not start with an Apple certificate that has expired and the key of another", async () => {
    const { APPLE_SIGNER_CERT = "", APPLE_WWDR_CERT = "" } = await expired();
    expect(await refusalOf({ APPLE_SIGNER_CERT, APPLE_WWDR_CERT }))
      .to.include("APPLE_SIGNER_KEY does not match APPLE_SIGNER_CERT")
      .and.not.include("expired");
  });

  it("the production build starts with an Apple certificate that has expired, says so and is ready, and has no metrics without a port for them, but the details of its readiness", async () => {
    const port = await freePort();
    const late = main("api", { PORT: String(port), ...(await expired()) });
    try {
      for (const said of ["Apple's pass certificate has expired", "METRICS_PORT", "Ready: api"]) {
        await late.printed(said);
      }
      const { status, checks } = await readinessAt(`http://127.0.0.1:${port}`);
      expect(status).to.equal("degraded");
      expect(checks?.["applePassCertificate"]?.message).to.contain("expired");
      expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).to.equal(404);
    } finally {
      expect(await late.ended("SIGTERM"), late.output()).to.equal(0);
    }
  });

  describe("behind a load balancer, under load", () => {
    let ports: [number, number];
    let running: Map<number, ServiceProcess>;
    let balancer: Switch;
    let failures: string[];
    let answered: number;
    let load: Promise<unknown>;
    let isOver: boolean;

    const startAt = async (at: number) => {
      const started = main("api", { PORT: String(at) });
      running.set(at, started);
      await started.printed("Ready: api");
      await eventually("the balancer sends requests", () => balancer.sends(at), 60_000);
    };
    const client = async (number: number) => {
      for (let count = 0; !isOver; count++) {
        const reference = `${number}-${count}`;
        const answer = await fetch(`${balancer.url}/api/v1/recipients`, {
          method: "POST",
          headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
          body: JSON.stringify({
            ...{ reference, birthYear: 2015, municipality: "5025", language: "nb" },
            delivery: "none",
          }),
        }).catch((error: unknown) => error as Error);
        if (answer instanceof Error) failures.push(answer.message);
        else {
          await answer.text();
          if (answer.status === 201) answered++;
          else failures.push(String(answer.status));
        }
      }
    };

    before("starts two processes and their load", async () => {
      ports = [await freePort(), await freePort()];
      running = new Map();
      failures = [];
      answered = 0;
      isOver = false;
      balancer = await startSwitch(ports);
      await Promise.all(ports.map(startAt));
      load = Promise.all([1, 2, 3, 4].map(client));
      await eventually("requests under way", () => answered > 20, 60_000);
    });
    after("ends the load and the processes", async () => {
      isOver = true;
      await load;
      await balancer.close();
      for (const each of running.values()) await each.ended("SIGKILL");
    });

    it("a rolling restart of two processes fails no request", async () => {
      for (const at of ports) {
        const before = answered;
        expect(await running.get(at)?.ended("SIGTERM")).to.equal(0);
        expect(answered).to.be.greaterThan(before);
        await startAt(at);
      }
      expect(failures).to.deep.equal([]);
    });

    it("negative control: a process that is killed takes requests with it", async () => {
      await running.get(ports[0])?.ended("SIGKILL");
      await eventually("failed requests", () => failures.length > 0);
    });
  });

  it("the production build ends soon after its grace although the database no longer answers, and says so", async () => {
    const line = await layLine(install.databaseUrl);
    const silent = main("all", {
      ...{ PORT: String(await freePort()), DATABASE_URL: line.url },
      ...{ SHUTDOWN_DELAY_SECONDS: "0", SHUTDOWN_GRACE_SECONDS: "1" },
    });
    await silent.printed("Ready: all");
    line.freeze();
    expect(await silent.ended("SIGTERM")).to.equal(1);
    expect(silent.output()).to.include("Ended before everything was closed.");
    await line.close();
  });

  it("the production build stops cleanly on SIGTERM, api and worker alike", async () => {
    const worker = main("worker");
    await worker.printed("Ready: worker");
    expect(await worker.ended("SIGTERM"), worker.output()).to.equal(0);
    expect(await api?.ended("SIGTERM"), api?.output()).to.equal(0);
    api = undefined;
  });
});
