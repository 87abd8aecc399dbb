import {
  endedSerialNumbers,
  scannableOffers,
  type ScannableOffer,
} from "../../db/door/door-manifest.ts";
import { barcodePrefix } from "../../domain/passes/barcode.ts";
import { ticketHash } from "../../domain/door/ticket-hash.ts";
import { createBarcodeSigner, type BarcodePublicKey } from "../../wallets/barcode-signer.ts";
import type { Deps } from "../deps.ts";

export interface DoorManifest {
  barcodePrefix: string;
  /** Ed25519; a barcode names its key by id. */
  publicKeys: BarcodePublicKey[];
  offers: ScannableOffer[];
  /** `ticketHash` of tickets that ended early: used up, revoked, returned, lapsed. */
  ended: string[];
}

/** What a scanner needs to decide offline: keys, rules, and ended tickets as hashes. No names. */
export async function getDoorManifest(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { providerId }: { providerId: string },
): Promise<DoorManifest> {
  const now = clock.now();
  const ended = await endedSerialNumbers(db, providerId, now);
  return {
    barcodePrefix,
    publicKeys: createBarcodeSigner(keyRing).publicKeys(),
    offers: await scannableOffers(db, providerId, now),
    ended: ended.map(ticketHash),
  };
}
