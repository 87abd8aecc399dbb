import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import pg from "pg";
import { startPostgres } from "../../src/sandbox/postgres.ts";
import { testCertificates } from "./certificates.ts";
import { createCleanFolder } from "./clean-folder.ts";
import { freePort } from "./free-port.ts";
import { operationsGuide } from "./operations-guide.ts";
import { runService, type ServiceProcess } from "./service-process.ts";

export interface ProductionInstall {
  folder: string;
  /** Base URL of the service. */
  url: string;
  /** The service's address of the database. */
  databaseUrl: string;
  /** Runs a query as the database's administrator. */
  administer: (query: string) => Promise<Record<string, unknown>[]>;
  /** The guide's command that contains the text. */
  commandWith: (text: string) => string;
  /** Runs a command in a shell and resolves with its output once it has succeeded. */
  follow: (command: string) => Promise<string>;
  /** Starts a command in a shell, in the installation's environment. */
  start: (command: string, change?: Record<string, string>) => ServiceProcess;
  remove: () => Promise<void>;
}

async function productionEnvironment(): Promise<Record<string, string>> {
  const apple = await testCertificates();
  return {
    NODE_ENV: "production",
    PORT: String(await freePort()),
    SHUTDOWN_DELAY_SECONDS: "1",
    PUBLIC_URL: "https://billett.example.no",
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
}

/** What the image holds, as paths in its folder. */
async function imagePaths(): Promise<string[]> {
  const dockerfile = await readFile(new URL("../../Dockerfile", import.meta.url), "utf8");
  const last = dockerfile.split(/^FROM /m).at(-1) ?? "";
  const copied = [...last.matchAll(/^COPY (?:--from=\S+ )?(.+) \S+$/gm)];
  return copied.flatMap(([, paths = ""]) =>
    paths.split(" ").map((path) => path.replace("/app/", "")),
  );
}

/**
 * Follows “Without Docker” in docs/operations.md up to the build: a new PostgreSQL, its statements, and its
 * first command in a clean folder, where links stand for what the registry would send. What follows runs in a
 * folder with those files alone that the image holds, too.
 */
export async function installForProduction(): Promise<ProductionInstall> {
  const directory = await mkdtemp(join(tmpdir(), "join-production-"));
  // The server runs as another user when the tests run as root.
  await chmod(directory, 0o755);
  const postgres = await startPostgres(join(directory, "pg"), { durable: false });
  const clean = await createCleanFolder();
  const password = randomBytes(12).toString("hex");
  const guide = await operationsGuide(password, new URL(postgres.urlOf("")).host);

  const administerAt = async (database: string, queries: string[]) => {
    const client = new pg.Client(postgres.urlOf(database));
    await client.connect();
    try {
      let rows: Record<string, unknown>[] = [];
      for (const query of queries) ({ rows } = await client.query(query));
      return rows;
    } finally {
      await client.end();
    }
  };
  const commandWith = (text: string) => {
    const command = guide.commands.find((line) => line.includes(text));
    if (command === undefined) throw new Error(`The guide has no command with ${text}.`);
    return command;
  };
  const environment = await productionEnvironment();
  let folder = clean.path;
  const start = (command: string, change: Record<string, string> = {}) =>
    runService("sh", ["-c", command], { ...environment, ...change }, folder);
  const follow = async (command: string) => {
    const followed = start(command);
    expect(await followed.ended(), followed.output()).to.equal(0);
    return followed.output();
  };

  await administerAt("postgres", guide.statements);
  const [install, ...rest] = commandWith("npm run build").split(" && ");
  expect(install).to.equal("npm ci --include=dev");
  await follow(rest.join(" && "));
  folder = join(directory, "app");
  for (const path of await imagePaths()) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await rename(join(clean.path, path), join(folder, path));
  }
  const databaseUrl = commandWith("export DATABASE_URL=").replace(/^export \w+=/, "");
  environment["DATABASE_URL"] = databaseUrl;
  return {
    folder,
    databaseUrl,
    url: `http://127.0.0.1:${environment["PORT"] ?? ""}`,
    administer: (query) => administerAt("tickets", [query]),
    commandWith,
    follow,
    start,
    remove: async () => {
      await postgres.stop();
      await clean.remove();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
