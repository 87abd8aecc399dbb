import { Router } from "express";
import { checkReadiness, type QueueDepth } from "../../actions/operations/check-readiness.ts";
import type { Deps } from "../../actions/deps.ts";

/**
 * Routes `/livez`, whether the process answers, and `/readyz`, whether its dependencies do; 503 when one
 * does not.
 */
export function health(
  deps: Pick<Deps, "config" | "db" | "clock" | "apple">,
  queueDepth?: QueueDepth,
): Router {
  const router = Router();
  router.get("/livez", (_req, res) => {
    res.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  router.get("/readyz", async (_req, res) => {
    const readiness = await checkReadiness(deps, queueDepth);
    res
      .status(readiness.status === "down" ? 503 : 200)
      .set("Cache-Control", "no-store")
      .json(readiness);
  });
  return router;
}
