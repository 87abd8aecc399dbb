import { json, Router, urlencoded } from "express";
import type { GoogleConfig } from "../../config.ts";
import { makeAccess } from "./access.ts";
import { makeFaults, type Faults } from "./faults.ts";
import { makeGoogleStore, type GoogleStore } from "./google-store.ts";
import { makeRequestLog, type RequestLog } from "./request-log.ts";
import { restApi } from "./rest-api.ts";
import { makeSaveJwtCheck } from "./save-jwt-check.ts";
import { savePage } from "./save-page.tsx";

/** Google Wallet's stand-in: what it was asked, what it holds, and how to make it misbehave. */
export interface GoogleSandbox {
  /** To be mounted at the path of the configuration's API origin. */
  router: Router;
  store: GoogleStore;
  log: RequestLog;
  faults: Faults;
  /** Makes every access token that is out worthless. */
  revokeTokens(): void;
}

/** With a directory it remembers its tickets across restarts. */
export function makeGoogleSandbox(
  config: Pick<GoogleConfig, "issuerId" | "serviceAccount" | "saveOrigin">,
  { directory }: { directory?: string } = {},
): GoogleSandbox {
  const store = makeGoogleStore(directory);
  const log = makeRequestLog();
  const faults = makeFaults();
  const access = makeAccess(config.serviceAccount);
  const checkJwt = makeSaveJwtCheck(config.serviceAccount, store);
  const router = Router();

  router.use(json({ limit: "1mb" }), urlencoded({ extended: false }), log.handler, faults.handler);
  router.post("/token", access.token);
  router.use("/walletobjects/v1", access.guard, restApi(config, store, checkJwt));
  router.get("/gp/v/save/:jwt", (request, response) => {
    const { jwt } = request.params;
    const checked = checkJwt(store.jwt(jwt) ?? jwt);
    if ("fault" in checked) {
      response.status(400).type("text/plain").send(`Something went wrong: ${checked.fault}`);
      return;
    }
    for (const object of checked.objects) {
      store.put(String(object.body["id"]), { ...object, saved: true });
    }
    response.type("html").send(savePage("Lagret", checked.objects, store));
  });
  router.get("/", (_request, response) => {
    const saved = store.all().filter((each) => each.saved);
    response.type("html").send(savePage("Google Wallet", saved, store));
  });
  return {
    router,
    store,
    log,
    faults,
    revokeTokens: () => {
      access.revokeTokens();
    },
  };
}
