import { generateKeyPairSync } from "node:crypto";
import express, { Router } from "express";
import type { Configuration } from "oidc-provider";
import type { Config } from "../config.ts";
import { defined } from "../config/environment.ts";
import { staffUrl } from "../config/hosts.ts";
import { identityPeople } from "./identity-people.ts";
import { signInAsPage } from "./sign-in-as-page.tsx";
import { signOutPage } from "./sign-out-page.tsx";

/** Suppresses the warnings that oidc-provider prints at its start, which concern production. */
async function quietly<T>(load: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return await load();
  } finally {
    console.warn = warn;
  }
}

const mountPath = "/sandbox/identity";

/** The authentication context of every login here. */
export const sandboxAcr = "sandbox";

/**
 * Creates an OpenID provider under `/sandbox/identity`, with a page "sign in as" in place of passwords.
 * It stores nothing: a restart ends its own sessions, not those of the service.
 */
export async function identityProvider(config: Config): Promise<Router> {
  const { oidc, publicUrl } = config;
  const router = Router();
  // Another identity provider is configured.
  if (oidc?.issuer !== `${publicUrl}${mountPath}`) return router;

  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const configuration: Configuration = {
    clients: [
      {
        client_id: oidc.clientId,
        client_secret: oidc.clientSecret,
        redirect_uris: [`${staffUrl(config)}/login/callback`],
        post_logout_redirect_uris: [`${staffUrl(config)}/login/ended`],
        backchannel_logout_uri: `${staffUrl(config)}/logout/back-channel`,
        backchannel_logout_session_required: true,
        id_token_signed_response_alg: "ES256",
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "ES256", use: "sig" }] },
    cookies: { keys: [oidc.clientSecret] },
    claims: { openid: ["sub", "acr", "sid", oidc.roleClaim], profile: ["name"] },
    conformIdTokenClaims: false,
    // The library refuses to call this machine, where the service of the sandbox is.
    fetch: (url, options) => fetch(url, defined({ ...options, dispatcher: undefined })),
    acrValues: [sandboxAcr],
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = signOutPage(form);
        },
      },
    },
    interactions: { url: (_, { uid }) => `${mountPath}/sign-in/${uid}` },
    ttl: { Interaction: 3600, Session: 8 * 3600, Grant: 8 * 3600, IdToken: 600, AccessToken: 600 },
    findAccount: (_, id) => {
      const person = identityPeople.find((candidate) => candidate.id === id);
      return (
        person && {
          accountId: id,
          claims: () => ({ sub: id, name: person.name, [oidc.roleClaim]: person.roles }),
        }
      );
    },
    // No consent page: the only client is the service itself.
    loadExistingGrant: async ({ oidc: { client, session, provider: issuing } }) => {
      if (!client || !session?.accountId) return undefined;
      const { clientId } = client;
      const known = session.grantIdFor(clientId);
      if (known) return issuing.Grant.find(known);
      const grant = new issuing.Grant({ clientId, accountId: session.accountId });
      grant.addOIDCScope("openid profile");
      await grant.save();
      return grant;
    },
  };
  const provider = await quietly(async () => {
    const { Provider } = await import("oidc-provider");
    return new Provider(oidc.issuer, configuration);
  });

  router.get(`${mountPath}/sign-in/:uid`, async (request, response) => {
    await provider.interactionDetails(request, response);
    response.set("Cache-Control", "no-store").send(signInAsPage());
  });

  router.post(
    `${mountPath}/sign-in/:uid`,
    express.urlencoded({ extended: false }),
    async (request, response) => {
      const { person } = request.body as { person?: string };
      await provider.interactionFinished(request, response, {
        login: {
          accountId: identityPeople.find(({ id }) => id === person)?.id ?? "nobody",
          acr: sandboxAcr,
        },
      });
    },
  );

  router.use(mountPath, provider.callback());
  return router;
}
