// Ed25519: https://www.rfc-editor.org/rfc/rfc8032, its PKCS #8 form: https://www.rfc-editor.org/rfc/rfc8410
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";
import {
  decodeBarcodePayload,
  encodeBarcodePayload,
  parseBarcode,
  signedBarcodeBytes,
  writeBarcode,
  type BarcodePayload,
} from "../domain/passes/barcode.ts";
import { barcodeReadings } from "../domain/passes/barcode-readings.ts";
import type { KeyRing } from "../key-ring.ts";

export interface BarcodePublicKey {
  /** Six hex digits, as in the barcode. */
  id: string;
  /** 32 bytes as base64url: a JWK's `x`. */
  x: string;
}

/** Signs barcodes with the current key; verifies them under every key of the ring. */
export interface BarcodeSigner {
  sign(payload: BarcodePayload): string;
  /**
   * The payload of a barcode that this service signed, from a scanner's text as `barcodeReadings` takes it;
   * undefined for any other text.
   */
  verify(text: string): BarcodePayload | undefined;
  /** The ids of keys that a text may be signed with and the ring does not hold, six hex digits each. */
  unknownKeysOf(text: string): string[];
  publicKeys(): BarcodePublicKey[];
}

interface BarcodeKey {
  id: Buffer;
  x: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

const pkcs8Header = Buffer.from("302e020100300506032b657004220420", "hex");

function keyFrom(seed: Buffer): BarcodeKey {
  const privateKey = createPrivateKey({
    key: Buffer.concat([pkcs8Header, seed]),
    format: "der",
    type: "pkcs8",
  });
  const publicKey = createPublicKey(privateKey);
  const { x = "" } = publicKey.export({ format: "jwk" });
  const id = createHash("sha256").update(Buffer.from(x, "base64url")).digest().subarray(0, 3);
  return { id, x, privateKey, publicKey };
}

const keyOf = (keyRing: KeyRing, id: string) => keyFrom(keyRing.keyFor("barcode", id));

/** How barcodes name the ring's key: six hex digits. */
export const barcodeKeyIdOf = (keyRing: KeyRing, id: string): string =>
  keyOf(keyRing, id).id.toString("hex");

type BarcodeParts = NonNullable<ReturnType<typeof parseBarcode>>;

const partsOf = (text: string) =>
  barcodeReadings(text).flatMap((reading) => parseBarcode(reading) ?? []);

function isVerified(keys: BarcodeKey[], { payload, keyId, signature }: BarcodeParts): boolean {
  const signed = signedBarcodeBytes(payload);
  return keys.some(
    ({ id, publicKey }) => id.equals(keyId) && verify(null, signed, publicKey, signature),
  );
}

const signers = new WeakMap<KeyRing, BarcodeSigner>();

/** Returns the signer of a key ring, created once: deriving the keys costs more than a signature. */
export function createBarcodeSigner(keyRing: KeyRing): BarcodeSigner {
  const known = signers.get(keyRing);
  if (known) return known;
  const signer = signerFor(keyRing);
  signers.set(keyRing, signer);
  return signer;
}

function signerFor(keyRing: KeyRing): BarcodeSigner {
  const byId = new Map(keyRing.ids.map((id) => [id, keyOf(keyRing, id)]));
  const keys = [...byId.values()];
  return {
    sign: (barcode) => {
      const current = byId.get(keyRing.currentId) as BarcodeKey;
      const payload = encodeBarcodePayload(barcode, current.id);
      return writeBarcode(payload, sign(null, signedBarcodeBytes(payload), current.privateKey));
    },
    verify: (text) => {
      const genuine = partsOf(text).find((parts) => isVerified(keys, parts));
      return genuine && decodeBarcodePayload(genuine.payload);
    },
    unknownKeysOf: (text) =>
      partsOf(text)
        .filter(({ keyId }) => !keys.some(({ id }) => id.equals(keyId)))
        .map(({ keyId }) => keyId.toString("hex")),
    publicKeys: () => keys.map(({ id, x }) => ({ id: id.toString("hex"), x })),
  };
}
