import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { getImage } from "../../actions/templates/get-image.ts";
import { AppError } from "../../errors.ts";

const name = /^([0-9a-f]{64})\.png$/;

/**
 * Route `/images/{hash}.png`, for Google and for pages. The name is the hash of the content, so the answer
 * is cached for ever.
 */
export function imageRoutes(deps: Pick<Deps, "db">): Router {
  const router = Router();
  router.get("/images/:name", async (req, res) => {
    const hash = name.exec(req.params.name)?.[1];
    const bytes = hash === undefined ? undefined : await getImage(deps, { hash });
    if (!bytes) throw new AppError("not_found", "There is no such image.");
    // Google's image fetcher may refuse an image with "noindex".
    res.removeHeader("X-Robots-Tag");
    res
      .set({
        "Content-Type": "image/png",
        "Cache-Control": "public, max-age=31536000, immutable",
        "Cross-Origin-Resource-Policy": "cross-origin",
      })
      .send(bytes);
  });
  return router;
}
