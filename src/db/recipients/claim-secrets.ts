import { hash } from "node:crypto";
import { formatClaimCode } from "../../domain/recipients/claim-code.ts";
import type { KeyRing } from "../../key-ring.ts";

/** What opens a recipient's tickets: the token stands in the link, the code can be typed. */
export interface ClaimSecrets {
  token: string;
  code: string;
}

/** A link as stored. */
export interface Link {
  id: string;
  secretsSealed: Buffer | null;
  /** Key of the HMACs from which earlier releases derived the secrets; now they are stored encrypted. */
  keyId: string | null;
}

/** What `secretsOf` reads. */
export const linkColumns = "id, secrets_sealed, key_id";

/** Where a link's secrets are encrypted. */
export const place = (row: string) => ({ column: "claim_links.secrets_sealed", row }) as const;

/** Decrypts a link's secrets. Throws AppError("unavailable") for a key that is not in the ring. */
export function secretsOf(keyRing: KeyRing, { id, secretsSealed, keyId }: Link): ClaimSecrets {
  return secretsSealed
    ? (JSON.parse(keyRing.decrypt(place(id), secretsSealed)) as ClaimSecrets)
    : derivedSecrets(keyRing, id, keyId ?? keyRing.currentId);
}

const derivedSecrets = (keyRing: KeyRing, id: string, keyId: string): ClaimSecrets => ({
  token: keyRing.hmac("claim-token", `token ${id}`, keyId).toString("base64url"),
  code: formatClaimCode(keyRing.hmac("claim-token", `code ${id}`, keyId)),
});

/** A token has 128 bits, an older one 256: a plain hash tells nothing. */
export const hashOfToken = (token: string) => hash("sha256", token, "buffer");

/** A code has 60 bits, too few for a plain hash: a reader of the table could try them all. */
export const codeMessage = (code: string) => `hash of ${code}`;
