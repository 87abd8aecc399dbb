import { Router, type Request } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { doorWebManifest, doorWorker } from "../../views/door/door-files.ts";
import { DoorPage } from "../../views/door/door-page.tsx";
import { doorLanguages, type DoorLanguage } from "../../views/texts/door-texts.ts";
import { allowWebAssembly } from "../pages/security-headers.ts";
import { sendPage } from "../pages/send-page.ts";

const asked = z.enum(doorLanguages).optional().catch(undefined);

function doorLanguage(request: Request): DoorLanguage {
  const accepted = request.acceptsLanguages("nb", "no", "nn", "en");
  return asked.parse(request.query["lang"]) ?? asked.parse(accepted) ?? "nb";
}

/**
 * Routes `/door`, and what makes it an app that opens without coverage: `/door-worker.js`, which stands beside it
 * since a service worker's scope begins at its own folder, and `/door.webmanifest`. The device token is in the
 * address's fragment, so the server answers the same page to every door device.
 */
export function doorPage({ config }: Pick<Deps, "config">): Router {
  const router = Router();
  router.get("/door", (request, response) => {
    allowWebAssembly(response);
    response.vary("Accept-Language");
    const { brandName } = config;
    sendPage(response, <DoorPage language={doorLanguage(request)} brandName={brandName} />);
  });
  router.get("/door-worker.js", (_request, response) => {
    response.set("Cache-Control", "no-cache").type("text/javascript").send(doorWorker());
  });
  router.get("/door.webmanifest", (request, response) => {
    const manifest = doorWebManifest(doorLanguage(request));
    response.set("Cache-Control", "no-cache").type("application/manifest+json");
    response.send(JSON.stringify(manifest));
  });
  return router;
}
