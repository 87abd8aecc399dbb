/**
 * PaymentMethodTokenization/ECv2SigningOnly, by which Google Wallet signs what it tells us:
 * https://developers.google.com/wallet/generic/use-cases/use-callbacks-for-saves-and-deletions
 * https://developers.google.com/pay/api/android/guides/resources/payment-data-cryptography
 */
import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { z } from "zod";

export const protocolVersion = "ECv2SigningOnly";
const sender = "GooglePayPasses";

/** Google sends one or two; every one more would be work that a forger gets for nothing. */
const maxSignatures = 10;

/** Milliseconds since 1970, which Google writes as a number in one place and as a text in others. */
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

// `count` is left unread: what it counts is nowhere said.
const message = z.object({
  classId: z.string(),
  objectId: z.string(),
  eventType: z.enum(["save", "del"]),
  expTimeMillis: milliseconds,
  nonce: z.string().regex(/^[\x21-\x7e]{1,200}$/),
});

/** Somebody saved a ticket to Google Wallet, or deleted it there. */
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
 * LV: before each text its length in bytes, not characters, as four bytes, the lowest first.
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

/** A public key on P-256, from base64 of its SubjectPublicKeyInfo; undefined for anything else. */
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
 * The message in a callback's body, once it is certain that Google wrote it, for this issuer, and not
 * long ago; otherwise what is wrong. Whether it was seen before is for the caller to know. The issuer
 * comes from our own configuration: taken from the message, any other issuer's callback would pass.
 */
export function readCallback(
  body: string,
  { rootKeys, issuerId, at }: { rootKeys: readonly KeyObject[]; issuerId: string; at: Date },
): { message: CallbackMessage } | { fault: CallbackFault } {
  const sent = readJson(envelope, body);
  if (!sent) return { fault: "unreadable" };
  const { signedKey, signatures } = sent.intermediateSigningKey;

  // Signed is the text as it came: another way to write the same JSON has another signature.
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
