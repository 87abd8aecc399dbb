import { once } from "node:events";
import { loadConfig, unsetChannels, type Config } from "./config.ts";
import { ConfigError } from "./config/config-error.ts";
import { findRevealingSettings } from "./actions/operations/find-revealing-settings.ts";
import { loadShippedTemplates } from "./actions/templates/load-shipped-templates.ts";
import { connectOwner } from "./db/connect.ts";
import { migrate } from "./db/migrations.ts";
import { createDeps } from "./deps.ts";
import { createApp } from "./http/server/app.ts";
import { createHttpServer, listen, loopback } from "./http/server/listen.ts";
import { queueCounts } from "./jobs/queues.ts";
import { startWorker } from "./jobs/worker.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";

const modes = ["all", "api", "worker", "migrate"] as const;
type Mode = (typeof modes)[number];

const say = (line: string) => {
  console.log(line);
};

/** What is running, to be stopped in reverse order. */
const running: { name: string; stop: () => Promise<void> }[] = [];

let stopping: Promise<void> | undefined;
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const { name, stop } of running.reverse()) {
      await stop().catch((error: unknown) => {
        console.error(`${name} did not stop cleanly:`, error);
      });
    }
  })();
  return stopping;
}

async function start(mode: Mode): Promise<void> {
  const given = loadConfig();
  if (mode === "migrate") return migrateOnly(given);
  const revealing = given.environment === "production" ? findRevealingSettings(given) : [];
  if (revealing.length > 0) throw new ConfigError(revealing);
  const sandbox = given.environment === "production" ? undefined : await standIn(given, mode);
  const config = sandbox?.config ?? given;
  const { deps, backend, queues, close } = createDeps(config);
  running.push({ name: "connections", stop: close });
  for (const message of Object.values(unsetChannels(config))) deps.logger.warn(message);
  if (sandbox) await loadShippedTemplates(deps);
  if (mode !== "api") {
    const worker = await startWorker(deps, backend);
    running.push({ name: "worker", stop: () => worker.close() });
  }
  if (mode !== "worker") {
    const queueDepth = () => queueCounts(queues);
    const app = createApp(deps, { queueDepth, ...(sandbox && { sandbox: sandbox.router }) });
    await serve(app, config.port, sandbox && loopback);
    if (sandbox) {
      const stop = () => {
        sandbox.endStreams();
        return Promise.resolve();
      };
      running.push({ name: "waiting browsers", stop });
    }
  }
  const links = mode === "all" ? await sandbox?.prepare(deps) : undefined;
  say(links ? screenOf(config.publicUrl, links) : `Ready: ${mode} at ${config.publicUrl}`);
}

async function standIn(config: Config, mode: Mode): Promise<Sandbox> {
  const { startSandbox } = await import("./sandbox/sandbox.ts");
  const sandbox = await startSandbox(config, say, { loadsDemo: mode === "all" });
  running.push({ name: "sandbox", stop: () => sandbox.stop() });
  return sandbox;
}

async function migrateOnly(config: Config): Promise<void> {
  if (config.databaseUrl === undefined) {
    throw new ConfigError(["DATABASE_URL is missing; migrate needs the database owner's"]);
  }
  const owner = connectOwner(config.databaseUrl);
  const applied = await migrate(owner, config.databaseUrl).finally(() => owner.destroy());
  const { deps, close } = createDeps(config);
  await loadShippedTemplates(deps).finally(close);
  say(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The schema is up to date.");
}

/** The sandbox signs anyone in: with it the service listens on this machine alone. */
async function serve(
  app: ReturnType<typeof createApp>,
  port: number,
  host: string | undefined,
): Promise<void> {
  const server = createHttpServer(app);
  await listen(server, port, host);
  running.push({
    name: "http",
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      // A phone that keeps its connection open must not delay the stop.
      const timer = setTimeout(() => {
        server.closeAllConnections();
      }, 5_000);
      await closed;
      clearTimeout(timer);
    },
  });
}

function screenOf(publicUrl: string, links: Map<string, string>): string {
  const width = Math.max(...[...links.keys()].map(({ length }) => length));
  const lines = [...links].map(([name, url]) => `  ${name.padEnd(width)}  ${url}`);
  return [
    "",
    `Join Wallet is ready at ${publicUrl}`,
    "",
    ...lines,
    "",
    "Ctrl-C stops it.",
    "",
  ].join("\n");
}

async function leave(code: number): Promise<never> {
  await stopAll();
  process.exit(code);
}

const mode = modes.find((candidate) => candidate === process.argv[2]);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (!stopping) say("Stopping …");
    void leave(0);
  });
}
if (mode === undefined) {
  console.error(`Usage: main ${modes.join("|")}`);
  process.exit(2);
}
try {
  await start(mode);
  if (mode === "migrate") await leave(0);
} catch (error) {
  const expected = error instanceof ConfigError || (error as Error).name === "AlreadyRunning";
  console.error(expected ? (error as Error).message : error);
  await leave(1);
}
