// https://developer.apple.com/documentation/walletpasses/get-the-list-of-updatable-passes
import { Router, type RequestHandler } from "express";
import { listUpdatedPasses } from "../../actions/apple/list-updated-passes.ts";
import type { AppleDeps } from "./apple-deps.ts";

const path = "/apple/v1/devices/:deviceLibraryIdentifier/registrations/:passTypeIdentifier";

/**
 * Answers 200 with the serial numbers and the next tag, or 204. The call is unauthenticated, so the answer
 * holds serial numbers only, those of the given device library identifier.
 */
export function updatablePasses(deps: AppleDeps, rateLimit: RequestHandler): Router {
  const router = Router();
  router.get(path, rateLimit);
  router.get(path, async (req, res) => {
    const { deviceLibraryIdentifier, passTypeIdentifier } = req.params;
    const asked = req.query["passesUpdatedSince"];
    const tag = typeof asked === "string" ? asked : undefined;
    const device = { deviceLibraryIdentifier, passTypeIdentifier, tag };
    const updated = await listUpdatedPasses(deps, device);
    res.set("Cache-Control", "private, no-store");
    if (updated) res.json(updated);
    else res.status(204).end();
  });
  return router;
}
