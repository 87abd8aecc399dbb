import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { randomBytes } from "node:crypto";
import { lengthValue } from "../../src/wallets/google/callback-signature.ts";

const hour = 3_600_000;

const newKey = () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;

/** As Google's list writes it. */
export const publicText = (key: KeyObject) =>
  createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64");

export const signText = (key: KeyObject, ...texts: string[]) =>
  sign("sha256", lengthValue(...texts), key).toString("base64");

/** Keys of Google, and keys that Google did not sign. */
export const googleKeys = {
  root: newKey(),
  secondRoot: newKey(),
  intermediate: newKey(),
  stranger: newKey(),
};

export interface CallbackParts {
  root: KeyObject;
  intermediate: KeyObject;
  sender: string;
  recipient: string;
  protocolVersion: string;
  keyExpiration: string;
  message: Record<string, unknown>;
}

/** A callback's members, valid for the issuer at the instant unless a part is changed. */
export function callbackOf(issuerId: string, at: Date, changes: Partial<CallbackParts> = {}) {
  const { root, intermediate, sender, recipient, protocolVersion, keyExpiration, message } = {
    root: googleKeys.root,
    intermediate: googleKeys.intermediate,
    sender: "GooglePayPasses",
    recipient: issuerId,
    protocolVersion: "ECv2SigningOnly",
    keyExpiration: String(at.getTime() + hour),
    message: {},
    ...changes,
  };
  const signedKey = JSON.stringify({ keyValue: publicText(intermediate), keyExpiration });
  const signedMessage = JSON.stringify({
    classId: `${issuerId}.t-class`,
    objectId: `${issuerId}.t-object`,
    eventType: "save",
    expTimeMillis: at.getTime() + hour,
    count: 1,
    nonce: randomBytes(12).toString("base64"),
    ...message,
  });
  return {
    signature: signText(intermediate, sender, recipient, protocolVersion, signedMessage),
    intermediateSigningKey: {
      signedKey,
      signatures: [signText(root, sender, protocolVersion, signedKey)],
    },
    protocolVersion,
    signedMessage,
  };
}
