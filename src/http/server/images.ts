import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { getImage } from "../../actions/templates/get-image.ts";
import { AppError } from "../../errors.ts";

const name = /^([0-9a-f]{64})\.png$/;

/**
 * `/images/{hash}.png`: what Google fetches and pages show. The hash is the image's, so the answer never
 * changes and may be kept for ever.
 */
export function imageRoutes(deps: Pick<Deps, "db">): Router {
  const router = Router();
  router.get("/images/:name", async (req, res) => {
    const hash = name.exec(req.params.name)?.[1];
    const bytes = hash === undefined ? undefined : await getImage(deps, { hash });
    if (!bytes) throw new AppError("not_found", "There is no such image.");
    // The one kind of answer that says nothing of indexes: whoever fetches it for Google's sake may
    // take "noindex" for "keep out".
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
