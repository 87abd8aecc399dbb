import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { getImage, getScreenImage } from "../../actions/templates/get-image.ts";
import { AppError } from "../../errors.ts";
import { BuildCache } from "../../wallets/apple/build-cache.ts";
import { withCostlyRead } from "../api/costly-reads.ts";

const name = /^([0-9a-f]{64})(-small)?\.(png|webp)$/;

const notFound = () => new AppError("not_found", "There is no such image.");

const maxBytes = 16_000_000;
const maxAgeMs = 86_400_000;

/**
 * Route `/images/{hash}.png`, for Google and for pages, and `/images/{hash}.webp`, for pages on phones, with `-small` a logo
 * in a line of text. The name is the hash of the content, so the answer is cached for ever.
 */
export function imageRoutes(deps: Pick<Deps, "db" | "clock">): Router {
  const router = Router();
  const drawn = new BuildCache<{ bytes: Buffer; size: number }>({ maxBytes, maxAgeMs });

  const found = (bytes: Buffer | undefined): Buffer => {
    if (!bytes) throw notFound();
    return bytes;
  };
  const webp = async (hash: string, isSmall: boolean) =>
    drawn.get(`${hash} ${isSmall}`, deps.clock.now(), async () => {
      const asked = { hash, isSmall };
      const bytes = found(await withCostlyRead(deps, () => getScreenImage(deps, asked)));
      return { bytes, size: bytes.length };
    });

  router.get("/images/:name", async (req, res) => {
    const [, hash, small, type = ""] = name.exec(req.params.name) ?? [];
    if (hash === undefined || (small !== undefined && type !== "webp")) throw notFound();
    const bytes =
      type === "webp"
        ? (await webp(hash, small !== undefined)).bytes
        : found(await getImage(deps, { hash }));
    // Google's image fetcher may refuse an image with "noindex".
    res.removeHeader("X-Robots-Tag");
    res
      .set({
        "Content-Type": `image/${type}`,
        "Cache-Control": "public, max-age=31536000, immutable",
        "Cross-Origin-Resource-Policy": "cross-origin",
      })
      .send(bytes);
  });
  return router;
}
