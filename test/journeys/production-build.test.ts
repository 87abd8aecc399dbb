import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { testCertificates } from "../support/certificates.ts";
import { useDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { freePort } from "../support/free-port.ts";
import { runService, type ServiceProcess } from "../support/service-process.ts";
import { startSwitch, type Switch } from "../support/switch.ts";

describe("the production build", function () {
  this.timeout(180_000);
  const database = useDatabase();
  let environment: Record<string, string>;
  let url: string;
  let key: string;
  let api: ServiceProcess | undefined;

  before("builds it", async () => {
    const build = runService("npm", ["run", "build"], {});
    expect(await build.ended(), build.output()).to.equal(0);
    const apple = await testCertificates();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    environment = {
      NODE_ENV: "production",
      PORT: String(port),
      SHUTDOWN_DELAY_SECONDS: "1",
      PUBLIC_URL: "https://billett.example.no",
      DATABASE_URL: database.url,
      SECRET_KEYS: `a:${randomBytes(32).toString("base64")}`,
      OIDC_ISSUER: "https://login.example.no",
      OIDC_CLIENT_ID: "join",
      OIDC_CLIENT_SECRET: "secret",
      APPLE_PASS_TYPE_IDENTIFIER: apple.passTypeIdentifier,
      APPLE_TEAM_IDENTIFIER: apple.teamIdentifier,
      APPLE_SIGNER_CERT: apple.signerCert,
      APPLE_SIGNER_KEY: apple.signerKey,
      APPLE_WWDR_CERT: apple.wwdrCert,
    };
  });

  after(async () => {
    await api?.ended("SIGKILL");
  });

  const main = (mode: string, change: Record<string, string> = {}) =>
    runService(process.execPath, ["dist/main.js", mode], { ...environment, ...change });

  it("the production build lists every fault of its environment at once and does not start", async () => {
    const faulty = main("api", { OIDC_ISSUER: "", SECRET_KEYS: "short", PORT: "70000" });
    expect(await faulty.ended()).to.equal(1);
    expect(faulty.output())
      .to.include("OIDC_ISSUER")
      .and.include("SECRET_KEYS")
      .and.include("PORT");
  });

  it("the production build refuses to start with settings that tell families where a ticket comes from", async () => {
    const telling = main("api", { BRAND_NAME: "NAV billett" });
    expect(await telling.ended()).to.equal(1);
    expect(telling.output()).to.include('BRAND_NAME tells "nav"');
  });

  it("the production build migrates, and says so when there is nothing to migrate", async () => {
    const migrate = main("migrate", { DATABASE_URL: database.ownerUrl });
    expect(await migrate.ended(), migrate.output()).to.equal(0);
    expect(migrate.output()).to.include("up to date");
  });

  it("the production build answers as api, with its pages' styles, and without a sandbox", async () => {
    api = main("api");
    await api.printed("Ready: api");
    expect((await fetch(`${url}/readyz`)).status).to.equal(200);
    const page = await fetch(`${url}/t`);
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(await page.text())?.[1] ?? "";
    expect((await fetch(`${url}${style}`)).headers.get("content-type")).to.include("text/css");
    expect(await (await fetch(`${url}/docs/guide`)).text()).to.include("in five minutes</h1>");
    expect((await fetch(`${url}/sandbox`)).status).to.equal(404);
  });

  it("the production build serves the scanner, with the decoder for phones that have none", async () => {
    const page = await (await fetch(`${url}/door`)).text();
    const files = [...page.matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => path);
    expect(files.join()).to.match(/door\.[^,]+\.js.*zxing-reader\.[^,]+\.wasm/);
    for (const file of files) expect((await fetch(`${url}${file}`)).status, file).to.equal(200);
  });

  it("the production build lets an operator make the first key, and opens to it", async () => {
    const args = ["dist/cli/scheme.js", "key", "nav", "5025", "--name", "Fagsystemet"];
    const made = runService(process.execPath, args, environment);
    expect(await made.ended(), made.output()).to.equal(0);
    key = /jw_nav_\S+/.exec(made.output())?.[0] ?? "";
    const headers = { authorization: `Bearer ${key}` };
    const offers = await fetch(`${url}/api/v1/offers?municipality=5025`, { headers });
    expect(offers.status).to.equal(200);
  });

  it("the production build says what it cannot send, at the start and in /readyz", async () => {
    expect(api?.output()).to.include("SMTP_URL is not set").and.include("SMS_GATEWAY_URL");
    const { status, checks } = (await (await fetch(`${url}/readyz`)).json()) as {
      status: string;
      checks: Record<string, { status: string; message?: string }>;
    };
    expect(status).to.equal("ok");
    expect(checks["email"]).to.have.property("status", "not_configured");
    expect(checks["sms"]?.message).to.include("SMS_GATEWAY_URL");
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

  it("the production build stops cleanly on SIGTERM, api and worker alike", async () => {
    const worker = main("worker");
    await worker.printed("Ready: worker");
    expect(await worker.ended("SIGTERM"), worker.output()).to.equal(0);
    expect(await api?.ended("SIGTERM"), api?.output()).to.equal(0);
    api = undefined;
  });
});
