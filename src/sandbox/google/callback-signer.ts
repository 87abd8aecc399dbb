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

const createKey = () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;

const publicText = (key: KeyObject) =>
  createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64");

/** Joins length-prefixed texts. Shares no code with the service, so that a fault there shows. */
function lengthValue(texts: string[]): Buffer {
  const parts = texts.map((text) => {
    const bytes = Buffer.from(text);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return Buffer.concat([length, bytes]);
  });
  return Buffer.concat(parts);
}

const signed = (key: KeyObject, ...texts: string[]) =>
  sign("sha256", lengthValue(texts), key).toString("base64");

/** Serialises JSON as Google does, with `=` escaped. */
const escaped = (value: object) => JSON.stringify(value).replaceAll("=", String.raw`\u003d`);

/** Returns the root key, kept in the file across restarts. */
function rootKey(file: string | undefined): KeyObject {
  if (file === undefined) return createKey();
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const pem = createKey().export({ type: "pkcs8", format: "pem" }).toString();
    writeFileSync(file, pem, { mode: 0o600 });
  }
  return createPrivateKey(readFileSync(file, "utf8"));
}

export interface CallbackSigner {
  /** The key list that Google serves at `/gp/m/issuer/keys`. */
  keys(): object;
  body(message: object, recipient: string): string;
}

/** Creates a signer of callbacks with Google's key hierarchy. */
export function createCallbackSigner(file?: string): CallbackSigner {
  const root = rootKey(file);
  const intermediate = createKey();
  const otherProtocols = publicText(createKey());
  return {
    keys: () => ({
      keys: [
        // Google's list also holds keys of other protocols.
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
