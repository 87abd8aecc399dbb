import { Router } from "express";

/** Google fetches images and sends callbacks; everything else is nobody's to index. */
const robots = [
  "User-agent: *",
  "Allow: /images/",
  "Allow: /google/callback",
  "Disallow: /",
  "",
].join("\n");

/** The few fixed files at the root that crawlers and browsers ask for. */
export function robotsAndFavicon(): Router {
  const router = Router();
  router.get("/robots.txt", (_req, res) => {
    res.set("Cache-Control", "public, max-age=86400").type("text/plain").send(robots);
  });
  // Every browser asks; a 404 in each log would hide the ones that mean something.
  router.get("/favicon.ico", (_req, res) => {
    res.set("Cache-Control", "public, max-age=86400").status(204).end();
  });
  return router;
}
