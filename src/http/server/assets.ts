import { Router } from "express";
import { findAsset, findBadge } from "../../views/ui/assets.ts";

/**
 * Routes `/assets/{file}`, cached for ever, since its name holds the content's hash, and
 * `/assets/badges/{file}`, cached for a day.
 */
export function assets(): Router {
  const router = Router();

  router.get("/assets/badges/:file", (request, response, next) => {
    const badge = findBadge(request.params.file);
    if (!badge) {
      next();
      return;
    }
    response.set("Cache-Control", "public, max-age=86400").type(badge.type).send(badge.body);
  });

  router.get("/assets/:file", (request, response, next) => {
    const asset = findAsset(request.params.file);
    if (!asset) {
      next();
      return;
    }
    response.set("Cache-Control", "public, max-age=31536000, immutable");
    response.type(asset.type).vary("Accept-Encoding");
    if (asset.gzipped && request.acceptsEncodings("gzip")) {
      response.set("Content-Encoding", "gzip").send(asset.gzipped);
    } else {
      response.send(asset.body);
    }
  });

  return router;
}
