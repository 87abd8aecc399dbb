// https://openid.net/specs/openid-connect-rpinitiated-1_0.html
// https://openid.net/specs/openid-connect-frontchannel-1_0.html
// https://openid.net/specs/openid-connect-backchannel-1_0.html
import express, { Router } from "express";
import * as oidc from "openid-client";
import { z } from "zod";
import { endStaffSessions } from "../../actions/access/end-session.ts";
import type { Deps } from "../../actions/deps.ts";
import { staffUrl } from "../../config/hosts.ts";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { MessagePage } from "../../views/ui/message-page.tsx";
import { pageFrame } from "../pages/page-frame.ts";
import { sendPage } from "../pages/send-page.ts";
import { createCookie } from "./cookies.ts";
import { refuseCrossSiteForm } from "./csrf.ts";
import { readLogoutToken } from "./logout-token.ts";
import { readSignedCookie, signCookie } from "./signed-cookie.ts";
import { staffCookie } from "./staff-session.ts";

const cookie = createCookie("logout");
const logoutMinutes = 10;
const logoutState = z.object({ state: z.string() });
const endedPath = "/login/ended";

/**
 * Routes `/logout`, which ends our session and then the identity provider's, and its front and back
 * channels, by which the provider ends ours.
 */
export function staffLogout(
  deps: Pick<Deps, "config" | "db" | "keyRing" | "clock" | "logger">,
  provider: () => Promise<oidc.Configuration>,
): Router {
  const router = Router();

  /** Address that ends the provider's session; undefined when it has none or does not answer. */
  async function providerLogout(idToken: string, state: string): Promise<URL | undefined> {
    try {
      const configuration = await provider();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      return oidc.buildEndSessionUrl(configuration, {
        post_logout_redirect_uri: `${staffUrl(deps.config)}${endedPath}`,
        id_token_hint: idToken,
        state,
      });
    } catch {
      return undefined;
    }
  }

  router.post("/logout", express.urlencoded({ extended: false }), async (request, response) => {
    const session = await staffCookie.find(deps, request);
    if (session) refuseCrossSiteForm(deps, request, session.claims.csrf);
    await staffCookie.end(deps, request, response);
    const idToken = session?.claims.idToken;
    const state = oidc.randomState();
    const target = idToken === undefined ? undefined : await providerLogout(idToken, state);
    if (target) {
      const sealed = signCookie(deps, "logout", { state }, logoutMinutes * 60);
      cookie.set(deps, response, sealed, logoutMinutes * 60_000);
    }
    response.set("Cache-Control", "no-store").redirect(303, target?.href ?? endedPath);
  });

  router.get(endedPath, (request, response) => {
    const sealed = readSignedCookie(deps, "logout", cookie.read(deps, request));
    const { state } = logoutState.safeParse(sealed).data ?? {};
    const isEverywhere = state !== undefined && request.query["state"] === state;
    cookie.clear(deps, response);
    const frame = pageFrame(deps, request, response, "nav");
    const { signedOut, signedOutHere, signInAgain } = staffTexts(frame.language);
    const link = { href: "/login?again", text: signInAgain };
    const text = isEverywhere ? undefined : signedOutHere;
    sendPage(response, MessagePage({ frame, heading: signedOut, text, link }));
  });

  // The provider shows it in a frame, to which browsers send no cookie of ours: the address names the session.
  router.get("/logout/front-channel", async (request, response) => {
    const { iss, sid } = request.query;
    if (iss === deps.config.oidc?.issuer && typeof sid === "string") {
      await endStaffSessions(deps, { providerSid: sid });
    }
    response.set("Cache-Control", "no-store").status(200).end();
  });

  const form = express.urlencoded({ extended: false, limit: "50kb" });
  router.post("/logout/back-channel", form, async (request, response) => {
    response.set("Cache-Control", "no-store");
    const named = await readLogoutToken(deps, await provider(), request.body);
    const isEnded = named !== undefined && (await endStaffSessions(deps, named));
    if (isEnded) response.status(200).end();
    else response.status(400).json({ error: "invalid_request" });
  });

  return router;
}
