/** https://developers.google.com/pay/api/android/guides/resources/payment-data-cryptography */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const day = 86_400_000;
const protocolVersion = "ECv2SigningOnly";

const newKey = () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;

const publicText = (key: KeyObject) =>
  createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64");

/** Its own, on purpose: a fault in the service's would not show if both had it. */
function lengthValue(texts: string[]): Buffer {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text));
  const result = new DataView(
    new ArrayBuffer(parts.reduce((sum, part) => sum + 4 + part.length, 0)),
  );
  let offset = 0;
  for (const part of parts) {
    result.setUint32(offset, part.length, true);
    new Uint8Array(result.buffer, offset + 4).set(part);
    offset += 4 + part.length;
  }
  return Buffer.from(result.buffer);
}

const signed = (key: KeyObject, ...texts: string[]) =>
  sign("sha256", lengthValue(texts), key).toString("base64");

/** Google writes its JSON so. */
const escaped = (value: object) => JSON.stringify(value).replaceAll("=", String.raw`\u003d`);

/** With a file the root key outlives a restart, as what was signed with it does. */
function rootKey(file: string | undefined): KeyObject {
  if (file === undefined) return newKey();
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const pem = newKey().export({ type: "pkcs8", format: "pem" }).toString();
    writeFileSync(file, pem, { mode: 0o600 });
  }
  return createPrivateKey(readFileSync(file, "utf8"));
}

export interface CallbackSigner {
  /** What Google serves at `/gp/m/issuer/keys`. */
  keys(): object;
  /** A whole callback's body. */
  body(message: object, recipient: string): string;
}

/** Google's own keys and signatures, by the stand-in's. */
export function createCallbackSigner(file?: string): CallbackSigner {
  const root = rootKey(file);
  const intermediate = newKey();
  const otherProtocols = publicText(newKey());
  return {
    keys: () => ({
      keys: [
        // Google's list holds those of other protocols, too.
        { keyValue: otherProtocols, protocolVersion: "ECv1" },
        {
          keyValue: publicText(root),
          protocolVersion,
          keyExpiration: String(Date.now() + 365 * day),
        },
      ],
    }),
    body: (message, recipient) => {
      const signedKey = escaped({
        keyValue: publicText(intermediate),
        keyExpiration: String(Date.now() + day),
      });
      const signedMessage = escaped(message);
      return escaped({
        signature: signed(
          intermediate,
          "GooglePayPasses",
          recipient,
          protocolVersion,
          signedMessage,
        ),
        intermediateSigningKey: {
          signedKey,
          signatures: [signed(root, "GooglePayPasses", protocolVersion, signedKey)],
        },
        protocolVersion,
        signedMessage,
      });
    },
  };
}
