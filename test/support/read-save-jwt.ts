import type { KeyObject } from "node:crypto";
import jsonwebtoken from "jsonwebtoken";

export interface SaveClaims {
  iss: string;
  aud: string;
  typ: string;
  iat: number;
  origins: string[];
  payload: Record<string, { id: string }[]>;
}

/** What a save link, or its JWT alone, carries. Throws when the signature does not fit the public key. */
export function readSaveJwt(link: string, publicKey: KeyObject): SaveClaims {
  const jwt = link.slice(link.lastIndexOf("/") + 1);
  return jsonwebtoken.verify(jwt, publicKey, { algorithms: ["RS256"] }) as unknown as SaveClaims;
}
