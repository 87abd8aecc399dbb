import { createPublicKey } from "node:crypto";
import jsonwebtoken from "jsonwebtoken";
import { z } from "zod";
import type { GoogleConfig } from "../../config/google.ts";
import type { GoogleStore, Stored } from "./google-store.ts";

const ids = z.array(z.strictObject({ id: z.string() })).optional();
const saveClaims = z.strictObject({
  iss: z.string(),
  aud: z.literal("google"),
  typ: z.literal("savetowallet"),
  iat: z.int(),
  origins: z.array(z.url()),
  payload: z.strictObject({ eventTicketObjects: ids, offerObjects: ids, genericObjects: ids }),
});

export type SaveJwtCheck = (jwt: string) => { objects: Stored[] } | { fault: string };

/**
 * Creates the check of a save link: signed by the service account, with objects that exist.
 * https://developers.google.com/wallet/generic/use-cases/jwt
 */
export function createSaveJwtCheck(
  account: GoogleConfig["serviceAccount"],
  store: GoogleStore,
): SaveJwtCheck {
  const publicKey = createPublicKey(account.private_key);
  return (jwt) => {
    try {
      const claims = jsonwebtoken.verify(jwt, publicKey, {
        algorithms: ["RS256"],
        issuer: account.client_email,
      });
      const { payload } = saveClaims.parse(claims);
      const objects = Object.entries(payload).flatMap(([list, members]) =>
        (members ?? []).map(({ id }) => {
          const stored = store.get(id);
          if (stored?.resource === list.slice(0, -1)) return stored;
          throw new Error(`${list}: there is no ${id}`);
        }),
      );
      return objects.length > 0 ? { objects } : { fault: "The JWT names no object." };
    } catch (error) {
      return { fault: error instanceof Error ? error.message : String(error) };
    }
  };
}
