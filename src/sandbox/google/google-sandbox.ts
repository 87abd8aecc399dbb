import { join } from "node:path";
import { json, Router, text, urlencoded, type RequestHandler } from "express";
import type { GoogleConfig } from "../../config/google.ts";
import { createAccess } from "./access.ts";
import { createCallbackSender } from "./callback-sender.ts";
import { createCallbackSigner } from "./callback-signer.ts";
import { createGoogleStore, type GoogleStore } from "./google-store.ts";
import { restApi, type AnswerPart } from "./rest-api.ts";
import { createRestCalls } from "./rest-calls.ts";
import { createSaveJwtCheck } from "./save-jwt-check.ts";
import { walletPages, type PicturesOf } from "./wallet-pages.ts";

/** A simulated Google Wallet and its state. */
export interface GoogleSandbox {
  /** Mounted at the path of the configuration's API origin. */
  router: Router;
  store: GoogleStore;
  revokeTokens(): void;
}

interface GoogleSandboxOptions {
  /** Directory that keeps objects and keys across restarts. */
  directory?: string;
  /** URL of all callbacks, in place of that of the class: nothing leaves the machine. */
  callbackUrl?: string;
  picturesOf?: PicturesOf;
  /** See the service's requests, their bodies read, before the simulation answers them. */
  handlers?: RequestHandler[];
  answerPart?: AnswerPart;
}

export function createGoogleSandbox(
  config: Pick<GoogleConfig, "issuerId" | "serviceAccount" | "saveOrigin">,
  { directory, callbackUrl, picturesOf, handlers = [], answerPart }: GoogleSandboxOptions = {},
): GoogleSandbox {
  const store = createGoogleStore(directory);
  const access = createAccess(config.serviceAccount);
  const checkJwt = createSaveJwtCheck(config.serviceAccount, store);
  const signer = createCallbackSigner(directory && join(directory, "callback-key.pem"));
  const sendCallback = createCallbackSender(
    { url: callbackUrl, issuerId: config.issuerId },
    signer,
  );
  const pages = walletPages(store, sendCallback, picturesOf);
  const router = Router();

  // Before the handlers, which see the service's requests only.
  router.use(pages.router);
  const batch = text({ type: "multipart/mixed", limit: "10mb" });
  router.use(json({ limit: "1mb" }), urlencoded({ extended: false }), batch, ...handlers);
  router.post("/token", access.token);
  router.use(["/walletobjects/v1", "/batch"], access.guard);
  router.use(restApi(createRestCalls(config, store, checkJwt), answerPart));
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
    revokeTokens: () => {
      access.revokeTokens();
    },
  };
}
