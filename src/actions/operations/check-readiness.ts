import { unsetChannels } from "../../config.ts";
import { isStandby } from "../../db/operations/database-server.ts";
import type { Deps } from "../deps.ts";
import { findPushSuspensions } from "../apple/find-push-suspensions.ts";
import {
  type Check,
  type Severity,
  severities,
  type QueueDepth,
  type Readiness,
} from "./readiness.ts";
import { certificateChecks } from "./certificate-checks.ts";

const answerWithinMs = 2_000;

async function within<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${answerWithinMs} ms`));
    }, answerWithinMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function reach(name: string, ask: () => Promise<Partial<Check>>): Promise<Check> {
  try {
    return { status: "ok", ...(await within(ask())) };
  } catch {
    return { status: "down", message: `The ${name} does not answer.` };
  }
}

/** Dependencies without which no request can be answered. */
const indispensable = new Set(["database"]);

function worstOf(checks: Record<string, Check>): Severity {
  const ranks = Object.entries(checks).map(([name, { status }]) => {
    if (status === "not_configured") return 0;
    const dispensable = status === "down" && !indispensable.has(name);
    return severities.indexOf(dispensable ? "degraded" : status);
  });
  return severities[Math.max(0, ...ranks)] ?? "ok";
}

/** A warning, since the door refuses a revoked ticket whatever its phone shows. */
async function pushCheck(deps: Pick<Deps, "apple" | "db">): Promise<Record<string, Check>> {
  if (!deps.apple) return {};
  const stop = await within(findPushSuspensions(deps)).catch(() => undefined);
  if (!stop) return { applePushes: { status: "ok" } };
  const message = `Apple refuses the pass certificate (${stop.reason}): no phone hears of changes since ${stop.stoppedAt.toISOString()}.`;
  return { applePushes: { status: "warning", message } };
}

/** Not even a warning: a municipality may do without text messages. The start says it, too. */
function channelChecks({ config }: Pick<Deps, "config">): Record<string, Check> {
  const unset = Object.entries(unsetChannels(config));
  return Object.fromEntries(
    unset.map(([channel, message]) => [channel, { status: "not_configured", message }]),
  );
}

/**
 * Checks what the service depends on, one by one, each for at most two seconds. The service is down
 * without its database alone. Without the queue it is degraded: the rows owe the work, and the sweep
 * enqueues it later, so a load balancer must not take the doors away.
 */
export async function checkReadiness(
  deps: Pick<Deps, "config" | "db" | "clock" | "apple">,
  queueDepth?: QueueDepth,
): Promise<Readiness> {
  const [database, queue, pushes] = await Promise.all([
    reach("database", async () => {
      if (!(await isStandby(deps.db))) return {};
      return { status: "down", message: "The database is a standby: it takes no writes." };
    }),
    queueDepth && reach("queue", async () => ({ jobs: await queueDepth() })),
    pushCheck(deps),
  ]);
  const checks: Record<string, Check> = {
    database,
    ...(queue && { queue }),
    ...Object.fromEntries(certificateChecks(deps)),
    ...pushes,
    google: { status: deps.config.google ? "ok" : "not_configured" },
    ...channelChecks(deps),
  };
  return { status: worstOf(checks), checks };
}
