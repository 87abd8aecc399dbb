import { Router } from "express";
import { checkReadiness } from "../../actions/operations/check-readiness.ts";
import type { QueueDepth, Readiness } from "../../actions/operations/readiness.ts";
import type { Deps } from "../../actions/deps.ts";

export interface HealthOptions {
  queueDepth?: QueueDepth;
  /** Whether the process is shutting down, so that a load balancer sends it nothing new. */
  isStopping?: () => boolean;
  /** Whether `/readyz` answers with the status alone. */
  hidesDetails?: boolean;
}

/**
 * Routes `/livez`, whether the process answers, and `/readyz`, whether a load balancer may send requests
 * here: 503 without the database and while the process stops, 200 while anything else is away.
 */
export function health(
  deps: Pick<Deps, "config" | "db" | "clock" | "apple">,
  { queueDepth, isStopping = () => false, hidesDetails = false }: HealthOptions = {},
): Router {
  // Strict, as the metrics: a proxy keeps exactly these paths from the public.
  const router = Router({ strict: true, caseSensitive: true });
  router.get("/livez", (_req, res) => {
    res.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  router.get("/readyz", async (_req, res) => {
    const readiness: Readiness = isStopping()
      ? { status: "stopping", checks: {} }
      : await checkReadiness(deps, queueDepth);
    res
      .status(["down", "stopping"].includes(readiness.status) ? 503 : 200)
      .set("Cache-Control", "no-store")
      .json(hidesDetails ? { status: readiness.status } : readiness);
  });
  return router;
}
