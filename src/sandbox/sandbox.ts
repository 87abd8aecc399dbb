import { randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Router } from "express";
import type { Config } from "../config.ts";
import { connectOwner, type Db } from "../db/connect.ts";
import type { Readiness } from "../actions/operations/readiness.ts";
import type { Deps } from "../actions/deps.ts";
import { requireFreePort } from "./require-free-port.ts";
import type { SandboxApns } from "./apns.ts";
import { createGoogleSandbox } from "./google/google-sandbox.ts";
import { picturesOfClasses } from "./google/pictures.ts";
import { googleSandboxPath, sandboxGoogle } from "./google/sandbox-google.ts";
import { identityProvider, sandboxAcr } from "./identity-provider.ts";
import { lockDirectory } from "./lock.ts";
import { migrateAndLogIn } from "./migrate-and-log-in.ts";
import { messageOutbox } from "./message-outbox.ts";
import { hostPhone, type PhoneHost } from "./phone/phone-host.ts";
import { phoneRouter } from "./phone/phone-router.ts";
import { phonePath } from "./phone/pass-face.ts";
import { startPostgres, type RunningPostgres } from "./postgres.ts";
import { prepareDemo } from "./prepare-demo.ts";
import { sandboxApple } from "./sandbox-apple.ts";
import { sandboxPage } from "./sandbox-page.tsx";
import { developmentKey } from "./secrets.ts";

/** The simulated outside on a developer's machine. */
export interface Sandbox {
  /** The configuration with every unset part filled in. */
  config: Config;
  /** Routes of the simulated services, mounted before those of the service. */
  router: Router;
  /** The simulated APNs; unset when the configuration names another. */
  apns: SandboxApns | undefined;
  /** Loads the demo scheme, once. Returns the links to print by name. */
  prepare(deps: Deps): Promise<Map<string, string>>;
  /** Ends the event streams of browsers, so that the server can close. */
  endStreams(): void;
  stop(): Promise<void>;
}

type Say = (line: string) => void;

const database = "join";

const notPrepared: Readiness = {
  status: "down",
  checks: { demo: { status: "down", message: "The demo scheme is being loaded." } },
};

/**
 * Starts a simulation of each part that the configuration leaves out: database, keys, certificates, APNs,
 * Google Wallet, identity provider, message delivery. With `loadsDemo` the service is not ready before
 * `prepare` has loaded the demo scheme. Throws AlreadyRunning when another process uses DATA_DIR,
 * ConfigError when the port is in use.
 */
export async function startSandbox(
  given: Config,
  say: Say,
  { loadsDemo }: { loadsDemo: boolean },
): Promise<Sandbox> {
  const unlock = await lockDirectory(given.dataDir);
  const path = (name: string) => join(given.dataDir, name);
  let postgres: RunningPostgres | undefined;
  let apns: SandboxApns | undefined;
  let phone: PhoneHost | undefined;
  const stop = async () => {
    phone?.stop();
    await apns?.stop();
    await postgres?.stop();
    unlock();
  };
  try {
    await requireFreePort(given.port);
    let { databaseUrl } = given;
    if (databaseUrl === undefined) {
      const first = !existsSync(path("postgres/PG_VERSION"));
      say(first ? "Making a database …" : "Starting the database …");
      postgres = await startPostgres(path("postgres"));
      databaseUrl = await prepareDatabase(postgres, path("demo-loading"));
    }
    say("Preparing certificates and keys …");
    const google = await sandboxGoogle(path("google"), given.publicUrl);
    const apple = await sandboxApple(given.apple);
    apns = apple.apns;
    const config: Config = {
      ...given,
      databaseUrl,
      databaseDirectUrl: given.databaseDirectUrl ?? databaseUrl,
      secretKeys:
        given.secretKeys.length > 0 ? given.secretKeys : [developmentKey(path("secret-key"))],
      apple: apple.apple,
      google: given.google ?? google,
      oidc: given.oidc ?? {
        issuer: `${given.publicUrl}/sandbox/identity`,
        clientId: "join",
        clientSecret: developmentKey(path("oidc-secret")).secret.toString("base64url"),
        roleClaim: "roles",
        acr: [sandboxAcr],
      },
      sms: given.sms ?? {
        gateway: "generic",
        url: `${given.publicUrl}/sandbox/sms`,
        token: randomBytes(16).toString("hex"),
      },
    };
    const router = Router();
    router.get("/", (_request, response) => {
      response.redirect("/sandbox");
    });
    let isPrepared = !loadsDemo;
    router.get("/readyz", (_request, response, next) => {
      if (isPrepared) next();
      else response.status(503).json(notPrepared);
    });
    let db: Db | undefined;
    const { router: googleRouter } = createGoogleSandbox(google, {
      directory: path("google"),
      callbackUrl: `${given.publicUrl}/google/callback`,
      picturesOf: async (classIds) => (db ? picturesOfClasses(db, classIds) : new Map()),
    });
    router.use(googleSandboxPath, googleRouter);
    router.use(await identityProvider(config), messageOutbox(config), sandboxPage(config));
    phone = hostPhone(config, apns);
    const phonePages = phoneRouter(config, phone);
    router.use(phonePath, phonePages.router);
    return {
      config,
      router,
      apns,
      prepare: async (deps) => {
        db = deps.db;
        phone?.wake();
        const links = await prepareDemo(deps, path("demo-loading"), say);
        isPrepared = true;
        return links;
      },
      endStreams: phonePages.endStreams,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Migrates the database as its owner and returns the URL of a login without ownership. */
async function prepareDatabase(postgres: RunningPostgres, loadingMark: string): Promise<string> {
  const admin = connectOwner(postgres.urlOf("postgres"));
  try {
    // An interrupted first run left a part of the demo: start again.
    if (existsSync(loadingMark))
      await admin.raw(`drop database if exists "${database}" with (force)`);
    const { rows } = await admin.raw<{ rows: unknown[] }>(
      "select 1 from pg_database where datname = ?",
      [database],
    );
    if (rows.length === 0) {
      writeFileSync(loadingMark, "");
      await postgres.createDatabase(database);
    }
  } finally {
    await admin.destroy();
  }
  return migrateAndLogIn(postgres, database);
}
