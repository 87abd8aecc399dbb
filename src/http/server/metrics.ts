import { Router, type RequestHandler } from "express";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { certificateDays } from "../../actions/operations/certificate-checks.ts";
import type { QueueDepth } from "../../actions/operations/readiness.ts";
import type { Deps } from "../../actions/deps.ts";
import { routeOf } from "../api/route-of.ts";
import { metricPrefix, registerReadingMetrics } from "./reading-metrics.ts";

export interface Metrics {
  /** Times every request by method, route template and status. */
  measure: RequestHandler;
  /** `/metrics` in Prometheus' text format. */
  router: Router;
  /** For metrics of other parts. */
  registry: Registry;
}

/**
 * Creates the metrics with a registry of their own, so that two apps in one process do not share
 * counters.
 */
export function createMetrics(
  deps: Pick<Deps, "apple" | "clock">,
  queueDepth?: QueueDepth,
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: metricPrefix });
  const durations = new Histogram({
    name: `${metricPrefix}http_request_duration_seconds`,
    help: "Time until the answer was sent, by route template",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  registerReadingMetrics(registry, () => Promise.resolve(certificateDays(deps)), [
    {
      name: "apple_certificate_remaining_seconds",
      help: "Time until the certificate ends; negative once it has expired",
      label: "certificate",
      samples: (certificates) =>
        certificates.map(({ name, notAfter }) => [
          name,
          (notAfter.getTime() - deps.clock.now().getTime()) / 1_000,
        ]),
    },
  ]);
  if (queueDepth) {
    new Gauge({
      name: `${metricPrefix}jobs`,
      help: "Jobs by queue and state; absent while the queue does not answer",
      labelNames: ["queue", "state"],
      registers: [registry],
      async collect() {
        this.reset();
        const counted = await queueDepth().catch(() => ({}));
        for (const [queue, counts] of Object.entries(counted)) {
          for (const [state, count] of Object.entries(counts)) this.set({ queue, state }, count);
        }
      },
    });
  }

  // Strict, so that a proxy which keeps exactly this path from the public keeps every way to it.
  const router = Router({ strict: true, caseSensitive: true });
  router.get("/metrics", async (_req, res) => {
    res.set("Content-Type", registry.contentType).send(await registry.metrics());
  });
  return {
    registry,
    router,
    measure: (req, res, next) => {
      const stop = durations.startTimer();
      res.on("close", () => {
        stop({ method: req.method, route: routeOf(req), status: res.statusCode });
      });
      next();
    },
  };
}
