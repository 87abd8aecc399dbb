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
  readBarcode,
  signedBarcodeBytes,
  writeBarcode,
  type BarcodePayload,
} from "../domain/passes/barcode.ts";
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
  /** The payload of a barcode that this service signed; undefined for any other text. */
  verify(text: string): BarcodePayload | undefined;
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
  const keys = keyRing.ids.map((id) => keyFrom(keyRing.keyFor("barcode", id)));
  const current = keys[0] as BarcodeKey;
  return {
    sign: (barcode) => {
      const payload = encodeBarcodePayload(barcode, current.id);
      return writeBarcode(payload, sign(null, signedBarcodeBytes(payload), current.privateKey));
    },
    verify: (text) => {
      const parts = readBarcode(text);
      if (!parts) return undefined;
      const signed = signedBarcodeBytes(parts.payload);
      const isVerified = keys.some(
        ({ id, publicKey }) =>
          id.equals(parts.keyId) && verify(null, signed, publicKey, parts.signature),
      );
      return isVerified ? decodeBarcodePayload(parts.payload) : undefined;
    },
    publicKeys: () => keys.map(({ id, x }) => ({ id: id.toString("hex"), x })),
  };
}
