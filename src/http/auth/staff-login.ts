// OpenID Connect, code flow with PKCE: https://openid.net/specs/openid-connect-core-1_0.html
import { Router } from "express";
import * as oidc from "openid-client";
import { z } from "zod";
import { recordRefusedLogin, recordStaffLogin } from "../../actions/access/record-staff-login.ts";
import type { Deps } from "../../actions/deps.ts";
import { refuseOnlyAsking } from "../../actions/only-asking.ts";
import { staffUrl } from "../../config/hosts.ts";
import { AppError } from "../../errors.ts";
import { createCookie } from "./cookies.ts";
import { readSignedCookie, signCookie } from "./signed-cookie.ts";
import { isOperator, municipalitiesOf } from "./staff-roles.ts";
import { staffCookie } from "./staff-session.ts";

const cookie = createCookie("login");
const loginMinutes = 10;

/** The state of a login in progress, kept in a cookie until the identity provider's callback. */
const loginState = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
});

const claimShape = z.object({
  sub: z.string(),
  name: z.string().optional(),
  sid: z.string().optional(),
  acr: z.string().optional(),
});

/**
 * Returns the path when it is one of this origin, else `/nav`: a browser takes `//host` and `/\host` for other origins.
 * @internal
 */
export function ownPath(to: unknown): string {
  return typeof to === "string" && /^\/(?![/\\])[\x21-\x7e]*$/.test(to) ? to : "/nav";
}

/** Routes `/login` and `/login/callback`. */
export function staffLogin(
  deps: Pick<Deps, "config" | "db" | "keyRing" | "clock" | "logger">,
  provider: () => Promise<oidc.Configuration>,
): Router {
  const { config, clock } = deps;
  const redirectUri = `${staffUrl(config)}/login/callback`;
  const acr = config.oidc?.acr;
  const router = Router();

  async function refuse(reason: "not_confirmed" | "acr", detail: object): Promise<never> {
    deps.logger.warn({ ...detail, reason, at: clock.now() }, "a login was refused");
    await recordRefusedLogin(deps, reason);
    throw new AppError("unauthorized", "The login did not succeed. Try again.");
  }

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
      ...(acr && { acr_values: acr.join(" ") }),
      // After signing out on a shared machine, the provider must ask for credentials again.
      ...(request.query["again"] !== undefined && { prompt: "login" }),
    });
    const sealed = signCookie(deps, "login", checks, loginMinutes * 60);
    cookie.set(deps, response, sealed, loginMinutes * 60_000);
    response.set("Cache-Control", "no-store").redirect(303, target.href);
  });

  router.get("/login/callback", async (request, response) => {
    const sealed = readSignedCookie(deps, "login", cookie.read(deps, request));
    const checks = loginState.safeParse(sealed);
    if (!checks.success) {
      response.redirect(303, "/login");
      return;
    }
    const { state, nonce, verifier, to } = checks.data;
    // The code can be exchanged once.
    refuseOnlyAsking();
    const current = new URL(`${redirectUri}?${request.originalUrl.split("?")[1] ?? ""}`);
    const tokens = await oidc
      .authorizationCodeGrant(await provider(), current, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      .catch((error: unknown) => {
        const { name, code } = error as { name?: unknown; code?: unknown };
        return refuse("not_confirmed", { name, code });
      });
    const claims = tokens.claims();
    const { sub: subject, name, sid: providerSid, acr: reached } = claimShape.parse(claims);
    // The provider may answer with less than was asked for: https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest
    if (acr && !acr.includes(reached ?? "")) await refuse("acr", {});
    const roles = claims?.[config.oidc?.roleClaim ?? ""];
    const nav = municipalitiesOf("nav", roles);
    const culture = municipalitiesOf("culture", roles);
    const auditor = municipalitiesOf("auditor", roles);
    const navProtected = municipalitiesOf("nav:protected", roles).filter((each) =>
      nav.includes(each),
    );
    const granted = { nav, culture, auditor, navProtected, operator: isOperator(roles) };
    await recordStaffLogin(deps, { subject, ...granted });
    const idToken = tokens.id_token;
    await staffCookie.start(
      deps,
      { request, response },
      {
        ...{ subject, providerSid },
        claims: { name: name ?? subject, ...granted, idToken },
      },
    );
    cookie.clear(deps, response);
    response.set("Cache-Control", "no-store").redirect(303, to);
  });

  return router;
}
