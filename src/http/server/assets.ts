import { Router } from "express";
import { findAsset, findBadge, type Asset } from "../../views/ui/assets.ts";

/** `/assets/{file}` for ever, since the name carries the content's hash; `/assets/badges/{file}` for a day. */
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
    const asset: Asset | undefined = findAsset(request.params.file);
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
