// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
import { createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { WebhookSignature } from "../../domain/integrations/webhook.ts";

const shared = "whsec_";
const privateKey = "whsk_";

/** What signs a webhook's events; with `v1a` also the public key that verifies them. */
interface WebhookSecret {
  secret: string;
  publicKey: string | null;
}

export function createWebhookSecret(signature: WebhookSignature): WebhookSecret {
  if (signature === "v1") {
    return { secret: shared + randomBytes(32).toString("base64"), publicKey: null };
  }
  const pair = generateKeyPairSync("ed25519");
  const key = pair.privateKey.export({ format: "der", type: "pkcs8" });
  const { x = "" } = pair.publicKey.export({ format: "jwk" });
  const publicKey = `whpk_${Buffer.from(x, "base64url").toString("base64")}`;
  return { secret: privateKey + key.toString("base64"), publicKey };
}

/** The secret that the provider needs to verify; null where a public key does, and the secret stays here. */
export const shownSecret = ({ secret, publicKey }: WebhookSecret) =>
  publicKey === null ? secret : null;

function signatureUnder(secret: string, content: string): string {
  if (secret.startsWith(privateKey)) {
    const key = Buffer.from(secret.slice(privateKey.length), "base64");
    const signed = sign(null, Buffer.from(content), { key, format: "der", type: "pkcs8" });
    return `v1a,${signed.toString("base64")}`;
  }
  const key = Buffer.from(secret.slice(shared.length), "base64");
  return `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
}

/** The headers that sign a body: one signature over id, seconds and body under each secret. */
export function signWebhook(
  secrets: string[],
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const content = `${id}.${timestamp}.${body}`;
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": secrets.map((secret) => signatureUnder(secret, content)).join(" "),
  };
}
