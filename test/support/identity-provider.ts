import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export interface TestIdentityProvider {
  readonly issuer: string;
  /** Signs a token of this provider for the client, with these claims in place of the usual ones. */
  sign(
    claims: Record<string, unknown>,
    options?: { typ?: string; isForeign?: boolean },
  ): Promise<string>;
  /** The claims of the next ID token. */
  idToken: Record<string, unknown>;
}

/** An OpenID provider whose answers are the test's. It asks for no password, and redirects nowhere. */
export function useIdentityProvider(clientId: string): TestIdentityProvider {
  let server: Server | undefined;
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let foreign: Awaited<ReturnType<typeof generateKeyPair>>;
  const issuerOf = () => `http://127.0.0.1:${(server?.address() as AddressInfo).port}`;
  const provider: TestIdentityProvider = {
    idToken: {},
    get issuer() {
      return issuerOf();
    },
    sign: (claims, { typ = "JWT", isForeign = false } = {}) =>
      new SignJWT({ iss: issuerOf(), aud: clientId, ...claims })
        .setProtectedHeader({ alg: "ES256", kid: "one", typ })
        .sign((isForeign ? foreign : keys).privateKey),
  };
  before("starts an identity provider", async () => {
    keys = await generateKeyPair("ES256");
    foreign = await generateKeyPair("ES256");
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: "one", alg: "ES256", use: "sig" };
    const answers: Record<string, () => object | Promise<object>> = {
      "/.well-known/openid-configuration": () => ({
        issuer: issuerOf(),
        authorization_endpoint: `${issuerOf()}/authorize`,
        token_endpoint: `${issuerOf()}/token`,
        end_session_endpoint: `${issuerOf()}/end`,
        jwks_uri: `${issuerOf()}/jwks`,
        id_token_signing_alg_values_supported: ["ES256"],
      }),
      "/jwks": () => ({ keys: [jwk] }),
      "/token": async () => ({
        access_token: "a",
        token_type: "Bearer",
        id_token: await provider.sign(provider.idToken),
      }),
    };
    server = createServer((request, response) => {
      void (async () => {
        const answer = await answers[request.url ?? ""]?.();
        response.statusCode = answer ? 200 : 404;
        response.setHeader("Content-Type", "application/json");
        response.end(JSON.stringify(answer ?? {}));
      })();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  after("stops the identity provider", () => {
    server?.close();
    server?.closeAllConnections();
  });
  return provider;
}
