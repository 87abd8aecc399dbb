import { verifyAsync } from "@noble/ed25519";
import { bytesOf } from "./door-bytes.js";

/**
 * Whether the key's owner signed the message: by WebCrypto, or by a library in browsers whose WebCrypto
 * lacks Ed25519.
 * @param {string} x the public key, base64url
 * @param {Uint8Array<ArrayBuffer>} signature
 * @param {Uint8Array<ArrayBuffer>} message
 */
export async function isSigned(x, signature, message) {
  const raw = bytesOf(x);
  const key = await crypto.subtle
    .importKey("raw", raw, "Ed25519", false, ["verify"])
    .catch(() => undefined);
  if (key) return crypto.subtle.verify("Ed25519", key, signature, message);
  return verifyAsync(signature, message, raw, { zip215: false });
}
