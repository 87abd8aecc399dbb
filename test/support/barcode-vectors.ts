import { generateKeyPairSync, sign } from "node:crypto";
import {
  encodeBarcodePayload,
  parseBarcode,
  signedBarcodeBytes,
  writeBarcode,
} from "../../src/domain/passes/barcode.ts";
import { KeyRing } from "../../src/key-ring.ts";
import { createBarcodeSigner } from "../../src/wallets/barcode-signer.ts";

/** The key of the vectors signs nothing else. */
const signer = createBarcodeSigner(
  new KeyRing([{ id: "vectors", secret: Buffer.alloc(32, "vectors") }]),
);

const ticket = {
  serialNumber: "AAECAwQFBgcICQoLDA0ODw",
  offerId: "10111213-1415-4617-9819-1a1b1c1d1e1f",
  validFrom: new Date("2027-01-01T00:00:00+01:00"),
  validUntil: new Date("2027-07-01T00:00:00+02:00"),
  uses: 5,
  admits: 3,
};
const code = signer.sign(ticket);
const during = "2027-02-13T10:20:00.000Z";

/** The text as a keyboard types it that has the second row's keys where the scanner expects the first's. */
const typed = (text: string, keys: string, instead: string) =>
  Array.from(text, (key) => instead[keys.indexOf(key)] ?? key).join("");

/** A signature of another key under our key's id: made anew each time, so it is frozen in the file. */
export function forgedCode(): string {
  const parts = parseBarcode(code);
  if (!parts) throw new Error("The code cannot be parsed.");
  const payload = encodeBarcodePayload({ ...ticket, uses: null }, parts.keyId);
  const { privateKey } = generateKeyPairSync("ed25519");
  return writeBarcode(payload, sign(null, signedBarcodeBytes(payload), privateKey));
}

function alteredCode(): string {
  const parts = parseBarcode(code);
  if (!parts) throw new Error("The code cannot be parsed.");
  const payload = encodeBarcodePayload({ ...ticket, admits: 9 }, parts.keyId);
  return writeBarcode(payload, parts.signature);
}

/** The test vectors of docs/barcode.md, with a forged code that was made earlier. */
export function barcodeVectors(forged: string) {
  const valid = {
    ...ticket,
    validFrom: ticket.validFrom.toISOString(),
    validUntil: ticket.validUntil.toISOString(),
  };
  const accepted = (name: string, text: string) => ({
    name,
    code: text,
    at: during,
    ticket: valid,
  });
  const refused = (name: string, text: string, at: string, reason: string) => ({
    name,
    code: text,
    at,
    reason,
  });
  return {
    jwks: {
      keys: signer.publicKeys().map(({ id, x }) => ({
        kty: "OKP",
        crv: "Ed25519",
        alg: "EdDSA",
        use: "sig",
        kid: id,
        x,
      })),
    },
    vectors: [
      accepted("valid", code),
      accepted("valid, after an AIM identifier and FNC1", `]Q1\u001d${code}\r\n`),
      accepted("valid, typed under Caps Lock", code.toLowerCase()),
      accepted("valid, typed on a German layout", typed(code, "YZ", "ZY")),
      accepted("valid, typed on a French layout", typed(code, "AQWZM234567", "QAZW?é\"'(-è")),
      refused("forged: another key", forged, during, "unknown"),
      refused("altered: admits 9", alteredCode(), during, "unknown"),
      refused("two codes in one text", code + code, during, "unknown"),
      refused("not yet valid", code, "2026-12-31T22:59:59.999Z", "not_yet_valid"),
      refused("expired", code, "2027-06-30T22:00:00.000Z", "expired"),
    ],
  };
}
