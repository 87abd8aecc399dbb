import { ticketHash } from "../../../domain/door/ticket-hash.ts";
import { barcodePrefix } from "../../../domain/passes/barcode.ts";
import { KeyRing } from "../../../key-ring.ts";
import { createBarcodeSigner } from "../../../wallets/barcode-signer.ts";
import { exampleIds } from "./example-ids.ts";
import { offerBodyExample, offerValidityExample } from "./offer-examples.ts";

// The key of this example signs nothing else; an integrator can test barcode verification with it.
const signer = createBarcodeSigner(new KeyRing([{ id: "example", secret: Buffer.alloc(32) }]));
const { validFrom, validUntil } = offerValidityExample;
const { title, blackout, uses, companions } = offerBodyExample;

export const scanExample = {
  code: signer.sign({
    serialNumber: exampleIds.serialNumber,
    offerId: exampleIds.offer,
    validFrom: new Date(validFrom),
    validUntil: new Date(validUntil),
    uses,
    admits: 1 + companions,
  }),
  scanId: "gate-2-000417",
};

export const acceptedExample = {
  accepted: true,
  admits: 1 + companions,
  admitted: 1,
  usesLeft: uses - 1,
  offerTitle: title.nb,
};
export const partExample = {
  ...acceptedExample,
  usesLeft: 0,
  part: { key: "entry", label: "Inngang", letsIn: true },
  partsLeft: [{ key: "popcorn", label: "Popcorn", usesLeft: 1 }],
};
export const refusedExample = { accepted: false, reason: "used_up", secondsSinceLastUse: 7260 };
export const questionExample = {
  accepted: false,
  reason: "how_many",
  admits: 1 + companions,
  usesLeft: uses,
  offerTitle: title.nb,
};

const salt = Buffer.alloc(16, 7);

/** The manifest with the public key that verifies the example's barcode. */
export const manifestExample = {
  barcodePrefix,
  keys: signer
    .publicKeys()
    .map(({ id, x }) => ({ kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig", kid: id, x })),
  offers: [
    {
      id: exampleIds.offer,
      title,
      validFrom,
      validUntil,
      weekdays: null,
      blackout,
      hours: null,
      uses,
      usesPerDay: null,
      validFor: null,
      sessions: null,
      parts: null,
      admits: 1 + companions,
      ownCodes: false,
    },
  ],
  salt: salt.toString("base64url"),
  day: "2027-02-13",
  complete: true,
  tickets: Buffer.concat([
    ticketHash(salt, exampleIds.otherSerialNumber),
    Buffer.from([0, uses - 1, 0, 1]),
  ]).toString("base64"),
  times: "",
  parts: "",
  part: null,
  since: "1800000000000000_812",
};
