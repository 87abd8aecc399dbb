import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { expect } from "chai";
import express from "express";
import sharp from "sharp";
import { insertImages } from "../../src/db/templates/images.ts";
import type { Ask } from "../../src/cli/google/ask.ts";
import { asking } from "../../src/cli/google/ask.ts";
import { check } from "../../src/cli/google/check.ts";
import { createLogger } from "../../src/logger.ts";
import { createGoogleCallbacks } from "../../src/wallets/google/callbacks.ts";
import { anOffer } from "../support/builders.ts";
import { compiled } from "../support/compiled.ts";
import { useDatabase } from "../support/database.ts";
import { aGoogleOffer, aGoogleTicket } from "../support/google-offers.ts";
import { useGoogleSandbox } from "../support/google-sandbox.ts";
import { useServer } from "../support/server.ts";
import { startTlsFront } from "../support/tls-front.ts";

const publicUrl = "https://tickets.example";
const page = { status: 200, contentType: "text/html", body: Buffer.from("<html>") };

describe("the preflight for Google Wallet", () => {
  const database = useDatabase();
  const google = useGoogleSandbox();
  const server = useServer(database, {
    change: (deps) => ({
      ...deps,
      // The stand-in's keys are as old as this machine's clock, not the tests'.
      clock: { now: () => new Date(), set: () => undefined },
      googleCallbacks: {
        read: (body, at) =>
          createGoogleCallbacks(google.config, {
            environment: "test",
            logger: createLogger("silent"),
          }).read(body, at),
      },
    }),
  });

  /** The internet: our public address leads to the test's server. */
  const ask: Ask = (url, init) => asking(5_000)(url.replace(publicUrl, server.url), init);
  const instead =
    (path: RegExp, answer: Awaited<ReturnType<Ask>>): Ask =>
    (url, init) =>
      path.test(url) ? Promise.resolve(answer) : ask(url, init);

  const environment = (changes: Record<string, string | undefined> = {}) => ({
    NODE_ENV: "test",
    PUBLIC_URL: publicUrl,
    DATABASE_URL: database.url,
    GOOGLE_ISSUER_ID: google.config.issuerId,
    GOOGLE_SERVICE_ACCOUNT: JSON.stringify(google.config.serviceAccount),
    GOOGLE_API_ORIGIN: google.config.apiOrigin,
    GOOGLE_CALLBACK_KEYS_URL: google.config.callbackKeysUrl,
    ...changes,
  });
  const run = (
    options: { environment?: Record<string, string | undefined>; ask?: Ask } = {},
  ): ReturnType<typeof check> =>
    check({ environment: environment(options.environment), ask: options.ask ?? ask });
  const stateOf = async (name: string, options?: Parameters<typeof run>[0]) => {
    const { steps, isSound } = await run(options);
    const step = steps.find((each) => each.name === name);
    expect(isSound).to.equal(steps.every(({ state }) => state !== "failed"));
    return step;
  };
  const imageOf = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#123b5d" } })
      .png()
      .toBuffer();

  before(async () => {
    const { db } = database;
    const offer = await anOffer(db);
    const images = new Map([
      ["google-logo.png", await imageOf(660, 660)],
      ["google-hero.png", await imageOf(1032, 336)],
    ]);
    const hashes = await db.transaction((trx) => insertImages(trx, images));
    await db("template_images").insert(
      [...hashes].map(([name, hash]) => ({
        template_id: offer.templateId,
        version: offer.templateVersion,
        name,
        hash,
      })),
    );
  });

  it("google check finds nothing in the way when all is right", async () => {
    const { steps, isSound, text } = await run();
    expect(steps.map(({ name, state }) => `${name}: ${state}`)).to.deep.equal([
      "configuration: ok",
      "access token: ok",
      "issuer id: ok",
      "console role: ok",
      "class approval: skipped",
      "public address: ok",
      "callback keys: ok",
      "callback: ok",
      "class callbacks: skipped",
      "robots.txt: ok",
      "images: ok",
    ]);
    expect(isSound).to.equal(true);
    expect(text).not.to.contain("→");
  });

  it("google check looks at the classes that there are", async () => {
    const wallet = google.wallet({ publicUrl });
    for (const style of ["event", "admission", "membership", "coupon"] as const) {
      await wallet.upsertObject(aGoogleOffer({ style }), aGoogleTicket());
    }
    expect(await stateOf("class approval")).to.include({ state: "ok" });
    expect(await stateOf("class callbacks")).to.include({ state: "ok" });
    const elsewhere = await stateOf("class callbacks", {
      environment: { PUBLIC_URL: "https://other.example" },
      ask: (url, init) => ask(url.replace("https://other.example", publicUrl), init),
    });
    expect(elsewhere).to.include({ state: "warning" });
  });

  it("google check changes nothing, at Google's or here", async () => {
    const events = () => database.db("google_events").select("nonce");
    const before = JSON.stringify(google.sandbox.store.all());
    await run();
    const methods = google.sandbox.log.requests
      .filter(({ path }) => path !== "/token")
      .map(({ method }) => method);
    expect(new Set(methods)).to.deep.equal(new Set(["GET"]));
    expect(JSON.stringify(google.sandbox.store.all())).to.equal(before);
    expect(await events()).to.deep.equal([]);
  });

  describe("says what is wrong, and what to do", () => {
    it("with nothing set", async () => {
      const nothing = { GOOGLE_ISSUER_ID: undefined, GOOGLE_SERVICE_ACCOUNT: undefined };
      const { steps, isSound } = await run({ environment: nothing });
      expect(isSound).to.equal(false);
      expect(steps).to.have.length(1);
      expect(steps[0]?.found).to.contain("GOOGLE_ISSUER_ID");
    });

    it("with a malformed issuer id, or a service account whose key cannot be read", async () => {
      const account = { ...google.config.serviceAccount, private_key: "none" };
      for (const changes of [
        { GOOGLE_ISSUER_ID: "my-issuer" },
        { GOOGLE_SERVICE_ACCOUNT: JSON.stringify(account) },
        { GOOGLE_SERVICE_ACCOUNT: undefined },
      ]) {
        const { steps } = await run({ environment: changes });
        expect(steps.map(({ name, state }) => [name, state])).to.deep.equal([
          ["configuration", "failed"],
        ]);
      }
    });

    it("with a service account whose address would tell", async () => {
      const account = { ...google.config.serviceAccount, client_email: "nav-tickets@x.example" };
      const step = await stateOf("configuration", {
        environment: { GOOGLE_SERVICE_ACCOUNT: JSON.stringify(account) },
      });
      expect(step).to.include({ state: "failed" });
    });

    it("with a key that Google does not take", async () => {
      google.sandbox.faults.inject({
        times: 9,
        status: 401,
        when: ({ path }) => path === "/token",
      });
      const { steps } = await run();
      expect(steps.find(({ name }) => name === "access token")?.todo).to.contain("new JSON key");
      expect(steps.find(({ name }) => name === "issuer id")).to.include({ state: "skipped" });
    });

    it("with a service account that is no user of the console", async () => {
      google.sandbox.faults.inject({
        times: 9,
        status: 403,
        message: "Caller does not have permission.",
        when: ({ path }) => path.includes("/issuer/"),
      });
      const step = await stateOf("issuer id");
      expect(step).to.include({ state: "failed" });
      expect(step?.found).to.contain("Caller does not have permission.");
      expect(step?.todo).to.contain(google.config.serviceAccount.client_email);
    });

    it("with another issuer's id", async () => {
      const step = await stateOf("issuer id", {
        environment: { GOOGLE_ISSUER_ID: "3388000000099999999" },
      });
      expect(step).to.include({ state: "failed" });
    });

    it("with a project in which the interface is switched off", async () => {
      google.sandbox.faults.inject({
        times: 9,
        status: 403,
        message: "Google Wallet API has not been used in project 1 before or it is disabled.",
        when: ({ path }) => path.includes("/issuer/"),
      });
      expect((await stateOf("issuer id"))?.todo).to.contain("enable the Google Wallet API");
    });

    it("with an account whose role cannot be told", async () => {
      google.sandbox.faults.inject({
        times: 9,
        status: 403,
        when: ({ path }) => path.includes("/permissions/"),
      });
      expect(await stateOf("console role")).to.include({ state: "warning" });
    });

    it("with an account that may only read", async () => {
      const app = express();
      const { issuerId, serviceAccount } = google.config;
      app.get("/walletobjects/v1/permissions/:id", (_request, response) => {
        const permissions = [{ emailAddress: serviceAccount.client_email, role: "READER" }];
        response.json({ issuerId, permissions });
      });
      app.use((_request, response) => {
        response.json({});
      });
      const other = createServer(app).listen(0, "127.0.0.1");
      await once(other, "listening");
      try {
        const { port } = other.address() as AddressInfo;
        const step = await stateOf("console role", {
          environment: { GOOGLE_API_ORIGIN: `http://127.0.0.1:${port}` },
        });
        expect(step).to.include({ state: "failed" });
      } finally {
        other.closeAllConnections();
        other.close();
      }
    });

    it("with classes that may not be listed", async () => {
      google.sandbox.faults.inject({
        times: 9,
        status: 403,
        when: ({ path }) => path.includes("Class"),
      });
      expect(await stateOf("classes")).to.include({ state: "failed" });
    });

    for (const [status, state] of [
      ["REJECTED", "failed"],
      ["UNDER_REVIEW", "warning"],
      ["APPROVED", "ok"],
    ] as const) {
      it(`with a class that is ${status}`, async () => {
        const id = `${google.config.issuerId}.t-class`;
        const review = { comments: "The logo is not yours." };
        const body = { id, reviewStatus: status, ...(status === "REJECTED" && { review }) };
        google.sandbox.store.put(id, { resource: "offerClass", body, saved: false });
        const step = await stateOf("class approval");
        expect(step).to.include({ state });
        if (status === "REJECTED") {
          expect(step?.found).to.contain(id).and.to.contain(review.comments);
        }
      });
    }

    for (const url of ["http://tickets.example", "https://localhost", "https://192.168.1.5"]) {
      it(`with ${url} as public address`, async () => {
        const { steps } = await run({ environment: { PUBLIC_URL: url } });
        const states = Object.fromEntries(steps.map(({ name, state }) => [name, state]));
        expect(states).to.include({
          "public address": "failed",
          callback: "skipped",
          images: "skipped",
        });
      });
    }

    const moved = { status: 301, contentType: "", body: Buffer.alloc(0) };
    const callbackCases: [string, Awaited<ReturnType<Ask>>][] = [
      ["no service behind the callback's address", { reason: "ECONNREFUSED" }],
      ["a redirect in front", moved],
      ["a login in front", { ...page, status: 403 }],
      ["another service at the address", { ...page, status: 404 }],
      ["a page in front that thanks for everything", page],
    ];
    for (const [what, answer] of callbackCases) {
      it(`with ${what}`, async () => {
        const step = await stateOf("callback", { ask: instead(/callback/, answer) });
        expect(step).to.include({ state: "failed" });
        expect(step?.todo).to.be.a("string");
      });
    }

    it("with callback keys that cannot be fetched", async () => {
      google.sandbox.faults.inject({
        times: 9,
        status: 503,
        when: ({ path }) => path.includes("/keys"),
      });
      expect(await stateOf("callback keys")).to.include({ state: "failed" });
    });

    it("with a robots.txt that keeps Google out", async () => {
      const body = Buffer.from("User-agent: Googlebot\nDisallow: /\n");
      const step = await stateOf("robots.txt", { ask: instead(/robots/, { ...page, body }) });
      expect(step).to.include({ state: "failed" });
      expect(step?.found).to.contain("/images/");
    });

    const imageCases: [string, () => Promise<Awaited<ReturnType<Ask>>>, string][] = [
      ["that are not there", () => Promise.resolve({ ...page, status: 404 }), "404"],
      ["behind a page", () => Promise.resolve(page), "text/html"],
      ["that are none", () => Promise.resolve({ ...page, contentType: "image/png" }), "0 × 0"],
      [
        "that are too small",
        async () => ({ status: 200, contentType: "image/png", body: await imageOf(200, 100) }),
        "200 × 100",
      ],
    ];
    for (const [what, answer, found] of imageCases) {
      it(`with images ${what}`, async () => {
        const step = await stateOf("images", { ask: instead(/images/, await answer()) });
        expect(step).to.include({ state: "failed" });
        expect(step?.found).to.contain(found);
      });
    }

    it("with a database that cannot be reached", async () => {
      const step = await stateOf("database", {
        environment: { DATABASE_URL: "postgres://127.0.0.1:1/none" },
      });
      expect(step).to.include({ state: "warning" });
    });
  });

  describe("as a command", () => {
    const command = async (args: string[], changes: Record<string, string> = {}) => {
      const given = Object.entries(environment(changes));
      const env = { PATH: process.env["PATH"], ...Object.fromEntries(given) };
      try {
        const { stdout } = await promisify(execFile)(
          process.execPath,
          [
            "--import",
            compiled(new URL("../support/names-here.ts", import.meta.url)),
            compiled(new URL("../../src/cli/google.ts", import.meta.url)),
            ...args,
          ],
          { env },
        );
        return { code: 0, stdout };
      } catch (error) {
        const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
        return { code, stdout: stdout + stderr };
      }
    };

    it("the google command ends with 0 against a running service under https, with nothing in the way", async () => {
      const front = await startTlsFront("tickets.example", server.url);
      try {
        const { code, stdout } = await command(["check"], {
          PUBLIC_URL: front.url,
          NODE_EXTRA_CA_CERTS: front.certificate,
        });
        expect(stdout)
          .to.match(/ok +callback +https:\/\/tickets\.example/)
          .and.to.match(/ok +images/);
        expect(stdout).to.contain("Nothing is in the way.").and.not.to.contain("FAILED");
        expect(code).to.equal(0);
      } finally {
        await front.stop();
      }
    });

    it("the google command ends with 1 when nobody trusts the service's certificate", async () => {
      const front = await startTlsFront("tickets.example", server.url);
      try {
        const { code, stdout } = await command(["check"], { PUBLIC_URL: front.url });
        expect(stdout)
          .to.match(/FAILED +callback/)
          .and.to.contain("SELF_SIGNED");
        expect(code).to.equal(1);
      } finally {
        await front.stop();
      }
    });

    it("the google command ends with 1 and each step's word when something is in the way", async () => {
      const { code, stdout } = await command(["check"], { PUBLIC_URL: "http://localhost:3000" });
      expect(code).to.equal(1);
      expect(stdout)
        .to.match(/ok +access token/)
        .and.to.match(/FAILED +public address/)
        .and.to.contain("→");
    });

    it("the google command explains itself and ends with 2 for anything but check", async () => {
      for (const args of [[], ["fix"], ["check", "twice"]]) {
        const { code, stdout } = await command(args);
        expect(code).to.equal(2);
        expect(stdout).to.contain("npm run google -- check");
      }
    });
  });
});
