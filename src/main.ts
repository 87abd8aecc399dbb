import express from "express";
import { loadConfig, unsetChannels, type Config } from "./config.ts";
import { ConfigError } from "./config/config-error.ts";
import { sharedHostWarnings } from "./config/hosts.ts";
import { metricsWarnings } from "./config/process.ts";
import { findRevealingSettings } from "./actions/operations/find-revealing-settings.ts";
import { followKeyRing } from "./actions/operations/join-key-ring.ts";
import { reseal } from "./actions/operations/reseal.ts";
import { loadShippedTemplates } from "./actions/templates/load-shipped-templates.ts";
import { connectOwner } from "./db/connect.ts";
import { migrate } from "./db/migrations.ts";
import { createDeps, type Composition } from "./deps.ts";
import { loopback } from "./http/server/listen.ts";
import { createSharedCounters } from "./http/api/shared-counters.ts";
import { serve } from "./http/server/serve.ts";
import { startKeyRingHeartbeat } from "./jobs/key-ring-heartbeat.ts";
import { queueCounts, type Queues } from "./jobs/queues.ts";
import { timings } from "./jobs/timings.ts";
import { createThrottledWarning } from "./jobs/throttled-warning.ts";
import { startWorker } from "./jobs/worker.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";

const modes = ["all", "api", "worker", "migrate"] as const;
type Mode = (typeof modes)[number];

const say = (line: string) => {
  console.log(line);
};

type Stage = "work" | "keys" | "connections" | "sandbox";
/** The parts of a stage stop at once, the stages one after the other. */
const stages: Stage[] = ["work", "keys", "connections", "sandbox"];
const running: { stage: Stage; name: string; stop: () => Promise<void> }[] = [];

let shutdown = { delayMs: 0, graceMs: 25_000 };
/** For what must still be closed after the last request and job. */
const afterGraceMs = 3_000;

let stopping: Promise<void> | undefined;
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const stage of stages) {
      const parts = running.filter((part) => part.stage === stage);
      await Promise.all(
        parts.map(({ name, stop }) =>
          stop().catch((error: unknown) => {
            console.error(`${name} did not stop cleanly:`, error);
          }),
        ),
      );
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
  const { deps, backend, queues, checkDatabase, close } = createDeps(config);
  shutdown = config.shutdown;
  running.push({ stage: "connections", name: "connections", stop: close });
  await checkDatabase();
  const heartbeat = await startKeyRingHeartbeat(deps);
  running.push({ stage: "keys", name: "key ring", stop: () => heartbeat.stop() });
  warnOf(config, mode, deps.logger);
  if (sandbox) await loadShippedTemplates(deps);
  if (mode !== "api") {
    const { graceMs } = config.shutdown;
    const worker = await startWorker(deps, backend, { timings: { ...timings, graceMs } });
    running.push({ stage: "work", name: "worker", stop: () => worker.close() });
  }
  if (mode !== "worker") await startHttp(deps, queues, sandbox);
  const links = mode === "all" ? await sandbox?.prepare(deps) : undefined;
  say(links ? screenOf(config.publicUrl, links) : `Ready: ${mode} at ${config.publicUrl}`);
}

function warnOf(config: Config, mode: Mode, logger: Composition["deps"]["logger"]): void {
  const unset = Object.values(unsetChannels(config));
  // A worker serves nothing, so that it needs no port.
  const ofMetrics = mode === "worker" ? [] : metricsWarnings(config);
  for (const message of [...unset, ...sharedHostWarnings(config), ...ofMetrics]) {
    logger.warn(message);
  }
}

async function startHttp(
  deps: Composition["deps"],
  queues: Queues,
  sandbox: Sandbox | undefined,
): Promise<void> {
  const { keepAliveMs, metricsPort, port, shutdown } = deps.config;
  const operation = metricsPort === undefined ? undefined : express();
  const counters =
    deps.config.redisUrl === undefined
      ? undefined
      : createSharedCounters(deps.config, createThrottledWarning(deps.logger));
  if (counters) {
    const stop = () => {
      counters.close();
      return Promise.resolve();
    };
    running.push({ stage: "connections", name: "counters", stop });
  }
  // All pages, which a worker and a migration would load for nothing.
  const { createApp } = await import("./http/server/app.ts");
  const app = createApp(deps, {
    rateLimits: { counters },
    queueDepth: () => queueCounts(queues),
    isStopping: () => stopping !== undefined,
    ...(sandbox && { sandbox: sandbox.router }),
    ...(operation && { operation }),
  });
  // The sandbox signs anyone in: with it the service listens on this machine alone.
  const options = { host: sandbox && loopback, keepAliveMs };
  const server = await serve(app, { ...options, port });
  const stop = () => {
    sandbox?.endStreams();
    return server.stop(shutdown);
  };
  running.push({ stage: "work", name: "http", stop });
  if (operation && metricsPort !== undefined) {
    const metrics = await serve(operation, { ...options, port: metricsPort });
    running.push({ stage: "work", name: "metrics", stop: () => metrics.stop(shutdown) });
  }
}

async function standIn(config: Config, mode: Mode): Promise<Sandbox> {
  const { startSandbox } = await import("./sandbox/sandbox.ts");
  const sandbox = await startSandbox(config, say, { loadsDemo: mode === "all" });
  running.push({ stage: "sandbox", name: "sandbox", stop: () => sandbox.stop() });
  return sandbox;
}

async function migrateOnly(config: Config): Promise<void> {
  if (config.databaseDirectUrl === undefined) {
    throw new ConfigError(["DATABASE_URL is missing; migrate needs the database owner's"]);
  }
  const owner = connectOwner(config.databaseDirectUrl);
  const { deps, close } = createDeps(config);
  const asOwner = { ...deps, db: owner };
  try {
    const applied = await migrate(owner, config.databaseDirectUrl);
    await loadShippedTemplates(asOwner);
    await followKeyRing(asOwner);
    await reseal(asOwner);
    say(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The schema is up to date.");
  } finally {
    await owner.destroy();
    await close();
  }
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

/** Stops everything and ends the process, at the latest shortly after the grace period. */
async function leave(code: number): Promise<never> {
  setTimeout(() => {
    console.error("Ended before everything was closed.");
    process.exit(1);
  }, shutdown.graceMs + afterGraceMs);
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
