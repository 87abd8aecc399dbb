import { join } from "node:path";
import { json, Router, text, urlencoded } from "express";
import type { GoogleConfig } from "../../config/google.ts";
import { createAccess } from "./access.ts";
import { createCallbackSender, type CallbackSender } from "./callback-sender.ts";
import { createCallbackSigner, type CallbackSigner } from "./callback-signer.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createGoogleStore, type GoogleStore } from "./google-store.ts";
import { createRequestLog, type RequestLog } from "./request-log.ts";
import { createRateLimiter, type RateLimiter } from "./rate-limiter.ts";
import { restApi } from "./rest-api.ts";
import { createRestCalls } from "./rest-calls.ts";
import { createSaveJwtCheck } from "./save-jwt-check.ts";
import { walletPages, type PicturesOf } from "./wallet-pages.ts";

/** A simulated Google Wallet, with its state, its request log and its injectable faults. */
export interface GoogleSandbox {
  /** Mounted at the path of the configuration's API origin. */
  router: Router;
  store: GoogleStore;
  log: RequestLog;
  faults: Faults;
  /** Set with `perSecond`. */
  limiter?: RateLimiter | undefined;
  callbacks: CallbackSender;
  signer: CallbackSigner;
  /** Revokes every issued access token. */
  revokeTokens(): void;
}

interface GoogleSandboxOptions {
  /** Directory that keeps objects and keys across restarts. */
  directory?: string;
  /** URL of all callbacks, in place of that of the class: nothing leaves the machine. */
  callbackUrl?: string;
  picturesOf?: PicturesOf;
  /** Limit of requests per second, over which it answers 429; default: none. */
  perSecond?: number;
}

export function createGoogleSandbox(
  config: Pick<GoogleConfig, "issuerId" | "serviceAccount" | "saveOrigin">,
  { directory, callbackUrl, picturesOf, perSecond }: GoogleSandboxOptions = {},
): GoogleSandbox {
  const store = createGoogleStore(directory);
  const log = createRequestLog();
  const faults = createFaults();
  const limiter = perSecond === undefined ? undefined : createRateLimiter(perSecond);
  const access = createAccess(config.serviceAccount);
  const checkJwt = createSaveJwtCheck(config.serviceAccount, store);
  const signer = createCallbackSigner(directory && join(directory, "callback-key.pem"));
  const callbacks = createCallbackSender({ url: callbackUrl, issuerId: config.issuerId }, signer);
  const pages = walletPages(store, callbacks, picturesOf);
  const router = Router();

  // Before log and faults, which count the service's requests only.
  router.use(pages.router);
  const batch = text({ type: "multipart/mixed", limit: "10mb" });
  router.use(json({ limit: "1mb" }), urlencoded({ extended: false }), batch, log.handler);
  if (limiter) router.use(limiter.handler);
  router.use(faults.handler);
  router.post("/token", access.token);
  router.use(["/walletobjects/v1", "/batch"], access.guard);
  router.use(restApi(createRestCalls(config, store, checkJwt), { log, faults }));
  router.get("/gp/m/issuer/keys", (_request, response) => {
    response.set("Cache-Control", "public, max-age=3600").json(signer.keys());
  });
  router.get("/gp/v/save/:jwt", async (request, response) => {
    const { jwt } = request.params;
    const checked = checkJwt(store.jwt(jwt) ?? jwt);
    if ("fault" in checked) {
      response.status(400).type("text/plain").send(`Something went wrong: ${checked.fault}`);
      return;
    }
    response.type("html").send(await pages.save(checked.objects, request.baseUrl));
  });
  return {
    router,
    store,
    log,
    faults,
    limiter,
    callbacks,
    signer,
    revokeTokens: () => {
      access.revokeTokens();
    },
  };
}
