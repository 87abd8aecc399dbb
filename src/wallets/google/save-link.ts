import { createPrivateKey, type KeyObject } from "node:crypto";
import jsonwebtoken from "jsonwebtoken";
import { ConfigError } from "../../config/config-error.ts";
import type { GoogleConfig } from "../../config/google.ts";
import { findRevealingWords } from "../../domain/deny-list.ts";
import type { Vertical } from "./class-json.ts";
import type { GoogleClient } from "./client.ts";
import { GoogleError } from "./google-error.ts";

/** Some browsers truncate longer links; beyond it Google stores the JWT and returns a short link. */
const maxJwt = 1800;

export type SaveJwt = (objects: { vertical: Vertical; id: string }[], at: Date) => string;

/** The account's address is readable in every save link. */
function checkAddress(address: string): void {
  const [revealing] = findRevealingWords(address);
  if (revealing === undefined) return;
  throw new ConfigError([
    `GOOGLE_SERVICE_ACCOUNT has an address with "${revealing}" in it, which every save link would tell; use an account with a neutral name in a project with a neutral name`,
  ]);
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new ConfigError(["GOOGLE_SERVICE_ACCOUNT holds no private key that can be read"]);
  }
}

/**
 * Signs the JWT of a save link. It holds ids alone (a skinny JWT), since a link does not update an
 * existing object and would show its content to every reader. Throws ConfigError for a faulty service
 * account.
 * https://developers.google.com/wallet/generic/use-cases/jwt
 */
export function createSaveJwt(
  serviceAccount: GoogleConfig["serviceAccount"],
  publicUrl: string,
): SaveJwt {
  checkAddress(serviceAccount.client_email);
  // Created once: signing with PEM text takes four times as long.
  const key = readKey(serviceAccount.private_key);
  return (objects, at) => {
    const payload: Record<string, { id: string }[]> = {};
    for (const { vertical, id } of objects) (payload[`${vertical}Objects`] ??= []).push({ id });
    return jsonwebtoken.sign(
      {
        iss: serviceAccount.client_email,
        aud: "google",
        typ: "savetowallet",
        iat: Math.floor(at.getTime() / 1000),
        origins: [new URL(publicUrl).origin],
        payload,
      },
      key,
      { algorithm: "RS256" },
    );
  };
}

/** Builds the link. Throws GoogleError when it is too long and Google does not store it. */
export async function saveLink(
  jwt: string,
  saveOrigin: string,
  client: GoogleClient,
): Promise<string> {
  if (jwt.length < maxJwt) return `${saveOrigin}/gp/v/save/${jwt}`;
  const answer = (await client.request({ method: "POST", path: "jwt", body: { jwt } })) as
    { saveUri?: string } | undefined;
  if (answer?.saveUri !== undefined) return answer.saveUri;
  throw new GoogleError("POST jwt", {
    googleMessage: "the answer held no saveUri",
    retryable: false,
  });
}
