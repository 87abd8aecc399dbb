/**
 * PaymentMethodTokenization/ECv2SigningOnly, the signature of Google Wallet's callbacks.
 * https://developers.google.com/wallet/generic/use-cases/use-callbacks-for-saves-and-deletions
 * https://developers.google.com/pay/api/android/guides/resources/payment-data-cryptography
 */
import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { z } from "zod";

export const protocolVersion = "ECv2SigningOnly";
const sender = "GooglePayPasses";

/** Google sends one or two; more would let a forger cause work for free. */
const maxSignatures = 10;

/** Milliseconds since 1970, as a number or a text: Google sends both. */
export const milliseconds = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,15}$/)])
  .transform((value) => new Date(Number(value)));

const envelope = z.object({
  protocolVersion: z.literal(protocolVersion),
  signature: z.string(),
  intermediateSigningKey: z.object({
    signedKey: z.string(),
    signatures: z.array(z.string()).max(maxSignatures),
  }),
  signedMessage: z.string(),
});

const intermediateKey = z.object({ keyValue: z.string(), keyExpiration: milliseconds });

// `count` is not read: its meaning is not documented.
const message = z.object({
  classId: z.string(),
  objectId: z.string(),
  eventType: z.enum(["save", "del"]),
  expTimeMillis: milliseconds,
  nonce: z.string().regex(/^[\x21-\x7e]{1,200}$/),
});

/** A holder saved a ticket to Google Wallet, or deleted it there. */
export type CallbackMessage = z.output<typeof message>;

export type CallbackFault =
  | "unreadable"
  | "untrusted_key"
  | "expired_key"
  | "altered_message"
  | "unreadable_message"
  | "expired_message"
  | "foreign_id";

/**
 * Length-value encoding: before each text its length in bytes, little-endian in four bytes.
 * @internal
 */
export function lengthValue(...texts: string[]): Buffer {
  return Buffer.concat(
    texts.flatMap((text) => {
      const value = Buffer.from(text);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(value.length);
      return [length, value];
    }),
  );
}

/** A P-256 public key from base64 of its SubjectPublicKeyInfo; undefined for anything else. */
export function publicKeyOf(keyValue: string): KeyObject | undefined {
  try {
    const der = Buffer.from(keyValue, "base64");
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    return key.asymmetricKeyDetails?.namedCurve === "prime256v1" ? key : undefined;
  } catch {
    return undefined;
  }
}

const isSigned = (signed: Buffer, key: KeyObject, signature: string) =>
  verify("sha256", signed, key, Buffer.from(signature, "base64"));

function readJson<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * Verifies a callback and returns its message, or why it is not genuine, not for this issuer or too old.
 * The caller checks the nonce. The issuer comes from the configuration: taken from the message, callbacks
 * of any issuer would pass.
 */
export function readCallback(
  body: string,
  { rootKeys, issuerId, at }: { rootKeys: readonly KeyObject[]; issuerId: string; at: Date },
): { message: CallbackMessage } | { fault: CallbackFault } {
  const sent = readJson(envelope, body);
  if (!sent) return { fault: "unreadable" };
  const { signedKey, signatures } = sent.intermediateSigningKey;

  // The signature covers the text as received; re-encoded JSON would differ.
  const signedByRoot = lengthValue(sender, protocolVersion, signedKey);
  const trusted = rootKeys.some((root) =>
    signatures.some((signature) => isSigned(signedByRoot, root, signature)),
  );
  if (!trusted) return { fault: "untrusted_key" };
  const intermediate = readJson(intermediateKey, signedKey);
  const key = intermediate && publicKeyOf(intermediate.keyValue);
  if (!key) return { fault: "untrusted_key" };
  if (intermediate.keyExpiration <= at) return { fault: "expired_key" };

  const signed = lengthValue(sender, issuerId, protocolVersion, sent.signedMessage);
  if (!isSigned(signed, key, sent.signature)) return { fault: "altered_message" };
  const read = readJson(message, sent.signedMessage);
  if (!read) return { fault: "unreadable_message" };
  if (read.expTimeMillis <= at) return { fault: "expired_message" };
  const ours = [read.classId, read.objectId].every((id) => id.startsWith(`${issuerId}.`));
  return ours ? { message: read } : { fault: "foreign_id" };
}
