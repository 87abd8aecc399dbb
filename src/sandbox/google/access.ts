import { createPublicKey, randomBytes } from "node:crypto";
import type { RequestHandler } from "express";
import jsonwebtoken from "jsonwebtoken";
import type { GoogleConfig } from "../../config/google.ts";
import { answerFailure } from "./google-failure.ts";

export interface Access {
  /** The OAuth token endpoint. https://developers.google.com/identity/protocols/oauth2/service-account */
  token: RequestHandler;
  guard: RequestHandler;
  revokeTokens(): void;
}

const scope = "https://www.googleapis.com/auth/wallet_object.issuer";
const lifetime = 3600;

export function createAccess(account: GoogleConfig["serviceAccount"]): Access {
  const publicKey = createPublicKey(account.private_key);
  const tokens = new Map<string, number>();
  return {
    token: (request, response) => {
      const form = request.body as { grant_type?: string; assertion?: string };
      try {
        if (form.grant_type !== "urn:ietf:params:oauth:grant-type:jwt-bearer") {
          throw new Error("unsupported grant type");
        }
        const claims = jsonwebtoken.verify(form.assertion ?? "", publicKey, {
          algorithms: ["RS256"],
          issuer: account.client_email,
          audience: account.token_uri,
        });
        if (typeof claims === "string" || claims["scope"] !== scope) throw new Error("wrong scope");
      } catch (error) {
        response
          .status(400)
          .json({ error: "invalid_grant", error_description: (error as Error).message });
        return;
      }
      const token = randomBytes(24).toString("base64url");
      tokens.set(token, Date.now() + lifetime * 1000);
      response.json({ access_token: token, expires_in: lifetime, token_type: "Bearer" });
    },
    guard: (request, response, next) => {
      const [, token = ""] = /^Bearer (.+)$/.exec(request.get("authorization") ?? "") ?? [];
      if ((tokens.get(token) ?? 0) > Date.now()) {
        next();
        return;
      }
      answerFailure(response, 401, "Request had invalid authentication credentials.", "authError");
    },
    revokeTokens: () => {
      tokens.clear();
    },
  };
}
