// https://openid.net/specs/openid-connect-backchannel-1_0.html#Validation
import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import type { Configuration } from "openid-client";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";

const event = "http://schemas.openid.net/event/backchannel-logout";

/** How far the two clocks may differ, in seconds. */
const clockTolerance = 60;

/** How old a token may be that says of no end of its own. */
const maxAgeSeconds = 600;

const bodyShape = z.object({ logout_token: z.string() });

const claimShape = z
  .object({
    jti: z.string().min(1).max(1_000),
    iat: z.number(),
    exp: z.number().optional(),
    sub: z.string().optional(),
    sid: z.string().optional(),
    events: z.object({ [event]: z.looseObject({}) }),
    nonce: z.never().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);

const keySets = new WeakMap<Configuration, ReturnType<typeof createRemoteJWKSet>>();

function keysOf(configuration: Configuration) {
  const known = keySets.get(configuration);
  if (known) return known;
  const keys = createRemoteJWKSet(new URL(configuration.serverMetadata().jwks_uri ?? ""));
  keySets.set(configuration, keys);
  return keys;
}

/** The sessions that a logout token ends. */
interface LogoutRequest {
  subject: string | undefined;
  providerSid: string | undefined;
  token: { jti: string; expiresAt: Date };
}

/**
 * Returns what a back-channel request ends; undefined for a token that is not the identity provider's
 * for us, is too old, or has not the form of a logout token, such as an ID token. The caller refuses a
 * `jti` that was used before `expiresAt`.
 */
export async function readLogoutToken(
  { config, clock, logger }: Pick<Deps, "config" | "clock" | "logger">,
  configuration: Configuration,
  body: unknown,
): Promise<LogoutRequest | undefined> {
  const { logout_token: token } = bodyShape.safeParse(body).data ?? {};
  if (token === undefined || !config.oidc) return undefined;
  try {
    const { payload } = await jwtVerify(token, keysOf(configuration), {
      issuer: configuration.serverMetadata().issuer,
      audience: config.oidc.clientId,
      currentDate: clock.now(),
      clockTolerance,
      maxTokenAge: maxAgeSeconds,
      algorithms: ["RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA"],
    });
    const claims = claimShape.safeParse(payload).data;
    if (!claims) return undefined;
    const { jti, iat, exp, sub, sid } = claims;
    const end = Math.max(exp ?? 0, iat + maxAgeSeconds) + clockTolerance;
    const expiresAt = new Date(end * 1000);
    return { subject: sub, providerSid: sid, token: { jti, expiresAt } };
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    logger.warn({ code: error.code }, "a logout token was refused");
    return undefined;
  }
}
