import { Router } from "express";

/** Google fetches images and sends callbacks; nothing else may be indexed. */
const robots = [
  "User-agent: *",
  "Allow: /images/",
  "Allow: /google/callback",
  "Disallow: /",
  "",
].join("\n");

/** Routes `/robots.txt` and `/favicon.ico`. */
export function robotsAndFavicon(): Router {
  const router = Router();
  router.get("/robots.txt", (_req, res) => {
    res.set("Cache-Control", "public, max-age=86400").type("text/plain").send(robots);
  });
  // Every browser requests it; 404s of it would hide the meaningful ones in the log.
  router.get("/favicon.ico", (_req, res) => {
    res.set("Cache-Control", "public, max-age=86400").status(204).end();
  });
  return router;
}
