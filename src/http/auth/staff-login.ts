// OpenID Connect, code flow with PKCE: https://openid.net/specs/openid-connect-core-1_0.html
import express, { Router } from "express";
import * as oidc from "openid-client";
import { z } from "zod";
import { recordRefusedLogin, recordStaffLogin } from "../../actions/access/record-staff-login.ts";
import type { Deps } from "../../actions/deps.ts";
import { staffUrl } from "../../config/hosts.ts";
import { AppError } from "../../errors.ts";
import { MessagePage } from "../../views/ui/message-page.tsx";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { pageFrame } from "../pages/page-frame.ts";
import { sendPage } from "../pages/send-page.ts";
import { readCookie } from "./cookies.ts";
import { cookieOptions, readSignedCookie, signCookie } from "./signed-cookie.ts";
import { staffCookie } from "./staff-session.ts";

const loginCookie = "login";
const loginMinutes = 10;

/** The state of a login in progress, kept in a cookie until the identity provider's callback. */
const loginState = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
});

const claimShape = z.object({ sub: z.string(), name: z.string().optional() });
const roleValues = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);

/**
 * Parses the municipalities of a role from claim values like `nav:5025`.
 * @internal
 */
export function municipalitiesOf(role: "nav" | "culture", claim: unknown): string[] {
  return roleValues.parse(claim).flatMap((value) => {
    const [name, municipality = ""] = value.split(":");
    return name === role && /^\d{4}$/.test(municipality) ? [municipality] : [];
  });
}

/**
 * Returns the path when it is one of this origin, else `/nav`: a browser takes `//host` and `/\host` for other origins.
 * @internal
 */
export function ownPath(to: unknown): string {
  return typeof to === "string" && /^\/(?![/\\])[\x21-\x7e]*$/.test(to) ? to : "/nav";
}

/**
 * Routes `/login`, `/login/callback`, `/logout`. OpenID discovery happens at the first login, not at
 * start.
 */
export function staffLogin(
  deps: Pick<Deps, "config" | "db" | "keyRing" | "clock" | "logger">,
): Router {
  const { config, clock } = deps;
  const redirectUri = `${staffUrl(config)}/login/callback`;
  let discovered: Promise<oidc.Configuration> | undefined;

  async function provider(): Promise<oidc.Configuration> {
    const { oidc: settings } = config;
    if (!settings) throw new AppError("unavailable", "No identity provider is configured.");
    const { issuer, clientId, clientSecret } = settings;
    const secure = issuer.startsWith("https:") || config.environment === "production";
    discovered ??= oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: 5,
      execute: secure ? [] : [oidc.allowInsecureRequests],
    });
    try {
      return await discovered;
    } catch (error) {
      discovered = undefined;
      deps.logger.error({ err: error }, "the identity provider does not answer");
      throw new AppError("unavailable", "The login service does not answer. Try again shortly.");
    }
  }

  const router = Router();

  router.get("/login", async (request, response) => {
    const configuration = await provider();
    const verifier = oidc.randomPKCECodeVerifier();
    const checks = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier,
      to: ownPath(request.query["to"]),
    };
    const target = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: "openid profile",
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state: checks.state,
      nonce: checks.nonce,
      // After signing out on a shared machine, the provider must ask for credentials again.
      ...(request.query["again"] !== undefined && { prompt: "login" }),
    });
    response.cookie(loginCookie, signCookie(deps, "login", checks, loginMinutes * 60), {
      ...cookieOptions(deps),
      maxAge: loginMinutes * 60_000,
    });
    response.set("Cache-Control", "no-store").redirect(303, target.href);
  });

  router.get("/login/callback", async (request, response) => {
    const sealed = readSignedCookie(deps, "login", readCookie(request, loginCookie));
    const checks = loginState.safeParse(sealed);
    if (!checks.success) {
      response.redirect(303, "/login");
      return;
    }
    const { state, nonce, verifier, to } = checks.data;
    const current = new URL(`${redirectUri}?${request.originalUrl.split("?")[1] ?? ""}`);
    const tokens = await oidc
      .authorizationCodeGrant(await provider(), current, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      .catch(async (error: unknown) => {
        const { name, code } = error as { name?: unknown; code?: unknown };
        deps.logger.warn({ name, code, at: clock.now() }, "a login was refused");
        await recordRefusedLogin(deps);
        throw new AppError("unauthorized", "The login did not succeed. Try again.");
      });
    const claims = tokens.claims();
    const { sub, name } = claimShape.parse(claims);
    const roles = claims?.[config.oidc?.roleClaim ?? ""];
    const nav = municipalitiesOf("nav", roles);
    const culture = municipalitiesOf("culture", roles);
    await recordStaffLogin(deps, { subject: sub, nav, culture });
    staffCookie.start(deps, response, { sub, name: name ?? sub, nav, culture });
    response.clearCookie(loginCookie, cookieOptions(deps));
    response.set("Cache-Control", "no-store").redirect(303, to);
  });

  router.get("/login/ended", (request, response) => {
    const frame = pageFrame(deps, request, response, "nav");
    const { signedOut, signInAgain } = staffTexts(frame.language);
    const link = { href: "/login?again", text: signInAgain };
    sendPage(response, MessagePage({ frame, heading: signedOut, link }));
  });

  router.post("/logout", express.urlencoded({ extended: false }), (request, response) => {
    const session = staffCookie.read(deps, request);
    const token = z.object({ csrf: z.string() }).safeParse(request.body).data?.csrf;
    if (session && token === session.csrf) staffCookie.end(deps, response);
    response.redirect(303, "/login/ended");
  });

  return router;
}
