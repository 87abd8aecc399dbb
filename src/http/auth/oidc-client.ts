import * as oidc from "openid-client";
import type { Deps } from "../../actions/deps.ts";
import { AppError } from "../../errors.ts";

/**
 * Returns a function that reads the identity provider's metadata: at its first call, not at start, and
 * again after a failure. It throws AppError("unavailable") without a provider or an answer.
 */
export function oidcClient({
  config,
  logger,
}: Pick<Deps, "config" | "logger">): () => Promise<oidc.Configuration> {
  let discovered: Promise<oidc.Configuration> | undefined;
  return async () => {
    if (!config.oidc) throw new AppError("unavailable", "No identity provider is configured.");
    const { issuer, clientId, clientSecret } = config.oidc;
    const secure = issuer.startsWith("https:") || config.environment === "production";
    discovered ??= oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: 5,
      execute: secure ? [] : [oidc.allowInsecureRequests],
    });
    try {
      return await discovered;
    } catch (error) {
      discovered = undefined;
      logger.error({ err: error }, "the identity provider does not answer");
      throw new AppError("unavailable", "The login service does not answer. Try again shortly.");
    }
  };
}
