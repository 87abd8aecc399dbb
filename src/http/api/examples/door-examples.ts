import { ticketHash } from "../../../domain/door/ticket-hash.ts";
import { KeyRing } from "../../../key-ring.ts";
import { createBarcodeSigner } from "../../../wallets/barcode-signer.ts";
import { exampleIds } from "./example-ids.ts";
import { offerBodyExample, offerValidityExample } from "./offer-examples.ts";

// Signed with a key that signs nothing else, so that whoever verifies barcodes may try it on this one.
const signer = createBarcodeSigner(new KeyRing([{ id: "example", secret: Buffer.alloc(32) }]));
const { validFrom, validUntil } = offerValidityExample;
const { title, blackout, uses, companions } = offerBodyExample;

/** A scan of the example's ticket. */
export const scanExample = {
  barcode: signer.sign({
    serialNumber: exampleIds.serialNumber,
    offerId: exampleIds.offer,
    validFrom: new Date(validFrom),
    validUntil: new Date(validUntil),
    uses,
    admits: 1 + companions,
  }),
  scanId: "gate-2-000417",
};

/** What the door is told. */
export const acceptedExample = {
  accepted: true,
  admits: 1 + companions,
  admitted: 1,
  usesLeft: uses - 1,
  offerTitle: title.nb,
};
export const refusedExample = { accepted: false, reason: "used_up" };

/** With the key under which the example's barcode is genuine. */
export const manifestExample = {
  barcodePrefix: "J1.",
  publicKeys: signer.publicKeys(),
  offers: [
    {
      id: exampleIds.offer,
      title,
      validFrom,
      validUntil,
      weekdays: null,
      blackout,
      uses,
      usesPerDay: null,
      admits: 1 + companions,
    },
  ],
  ended: [ticketHash(exampleIds.otherSerialNumber)],
};
