import { JWT } from "google-auth-library";
import type { GoogleConfig } from "../../config/google.ts";
import { GoogleError } from "./google-error.ts";

const scope = "https://www.googleapis.com/auth/wallet_object.issuer";

/**
 * The service account's access token: one fetch for all concurrent callers, cached until shortly before
 * it expires.
 */
export interface AccessToken {
  current(): Promise<string>;
  /** Replaces a token that Google refused; one fetch for all callers with that token. */
  insteadOf(refused: string): Promise<string>;
}

/**
 * The library has Google's token endpoint built in. A service account names its own `token_uri`, which
 * the sandbox and private endpoints need, so the request is sent to it and issued for it.
 */
function createClient(account: GoogleConfig["serviceAccount"], timeout: number): JWT {
  const client = new JWT({
    email: account.client_email,
    key: account.private_key,
    ...(account.private_key_id !== undefined && { keyId: account.private_key_id }),
    scopes: [scope],
    additionalClaims: { aud: account.token_uri },
    transporterOptions: { timeout },
  });
  client.transporter.interceptors.request.add({
    resolved: (request) => {
      request.url = new URL(account.token_uri);
      // The client of this service decides on retries.
      request.retryConfig = { retry: 0 };
      return Promise.resolve(request);
    },
  });
  return client;
}

function failed(error: unknown): GoogleError {
  const { response, message } = error as { response?: { status?: number }; message?: string };
  const status = response?.status;
  return new GoogleError("access token", {
    status,
    googleMessage: message ?? "unknown",
    retryable: status === undefined || status === 429 || status >= 500,
    cause: error,
  });
}

/**
 * Creates the token source. Its calls throw GoogleError.
 * https://developers.google.com/identity/protocols/oauth2/service-account
 */
export function createAccessToken(
  account: GoogleConfig["serviceAccount"],
  timeout: number,
): AccessToken {
  let client = createClient(account, timeout);
  let token: string | undefined;
  const current = async () => {
    try {
      token = (await client.getAccessToken()).token ?? undefined;
    } catch (error) {
      throw failed(error);
    }
    if (token === undefined) throw failed(new Error("the answer held no token"));
    return token;
  };
  return {
    current,
    insteadOf: (refused) => {
      if (refused === token) {
        token = undefined;
        client = createClient(account, timeout);
      }
      return current();
    },
  };
}
