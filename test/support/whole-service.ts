import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig, type Config } from "../../src/config.ts";
import { createDeps, type Composition } from "../../src/deps.ts";
import { createApp } from "../../src/http/server/app.ts";
import { createHttpServer } from "../../src/http/server/listen.ts";
import { startWorker, type RunningWorker } from "../../src/jobs/worker.ts";
import type { SandboxApns } from "../../src/sandbox/apns.ts";
import type { Demo } from "../../src/sandbox/demo-file.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { testSecretKeys } from "./builders.ts";
import { testCertificates } from "./certificates.ts";
import type { TestDatabase } from "./database.ts";
import { freePort } from "./free-port.ts";

export interface WholeService {
  readonly url: string;
  readonly config: Config;
  readonly deps: Composition["deps"];
  readonly demo: Demo;
  /** What reaches the phones. */
  readonly apns: SandboxApns;
  /** Everything of the demo is issued, and no job is under way, only once this has resolved. */
  stopWorker(): Promise<void>;
  startWorker(): Promise<void>;
}

/** As `npm start` puts it together, over a test's database: API, worker, sandbox and the demo scheme. */
export function useWholeService(database: TestDatabase): WholeService {
  let directory: string | undefined;
  let server: Server | undefined;
  let worker: RunningWorker | undefined;
  let sandbox: Sandbox | undefined;
  let composed: Composition | undefined;

  before("starts the whole service", async function () {
    this.timeout(120_000);
    directory = await mkdtemp(join(tmpdir(), "join-service-"));
    const port = await freePort();
    const given: Config = {
      // The builders' keys, so that the service reads what a test inserts.
      ...loadConfig({
        NODE_ENV: "test",
        PORT: String(port),
        LOG_LEVEL: "error",
        SECRET_KEYS: testSecretKeys,
      }),
      dataDir: directory,
      databaseUrl: database.url,
      apple: await testCertificates(),
    };
    sandbox = await startSandbox(given, () => undefined, { loadsDemo: true });
    composed = createDeps(sandbox.config);
    worker = await startWorker(composed.deps, composed.backend);
    const rateLimits = { api: 100_000, claim: 100_000 };
    server = createHttpServer(createApp(composed.deps, { sandbox: sandbox.router, rateLimits }));
    server.listen(port, "localhost");
    await once(server, "listening");
    await sandbox.prepare(composed.deps);
  });

  after("stops the whole service", async function () {
    this.timeout(120_000);
    await worker?.close();
    if (server) {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    }
    await composed?.close();
    await sandbox?.stop();
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
  });

  const started = () => {
    if (!composed || directory === undefined) {
      throw new Error("The service exists only while tests run.");
    }
    return { ...composed, directory };
  };
  return {
    get url() {
      return started().deps.config.publicUrl;
    },
    get config() {
      return started().deps.config;
    },
    get deps() {
      return started().deps;
    },
    get apns() {
      if (!sandbox?.apns) throw new Error("The service has no push service of its own.");
      return sandbox.apns;
    },
    get demo() {
      return JSON.parse(readFileSync(join(started().directory, "demo.json"), "utf8")) as Demo;
    },
    stopWorker: async () => {
      await worker?.close();
      worker = undefined;
    },
    startWorker: async () => {
      const { deps, backend } = started();
      worker = await startWorker(deps, backend);
    },
  };
}
