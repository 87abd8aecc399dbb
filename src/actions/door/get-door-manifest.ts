import {
  manifestTickets,
  scannableOffers,
  type ScannableOffer,
} from "../../db/door/door-manifest.ts";
import type { DoorDevice } from "../../db/door/door-devices.ts";
import { formatManifestSince, parseManifestSince } from "../../domain/door/manifest-since.ts";
import { barcodePrefix } from "../../domain/passes/barcode.ts";
import { dayInOslo, endOfDay, startOfDay } from "../../domain/period.ts";
import { createBarcodeSigner } from "../../wallets/barcode-signer.ts";
import type { Deps } from "../deps.ts";
import { manifestSalt } from "./door-token.ts";

/** An Ed25519 public key as a JSON Web Key (RFC 8037). */
interface BarcodeJwk {
  kty: "OKP";
  crv: "Ed25519";
  alg: "EdDSA";
  use: "sig";
  /** As in the barcode: six hex digits. */
  kid: string;
  x: string;
}

export interface DoorManifest {
  barcodePrefix: string;
  keys: BarcodeJwk[];
  offers: ScannableOffer[];
  /** base64url; enters the ids of tickets, and is another for each scanner. */
  salt: string;
  /** The day in Oslo of which the entries count the uses. */
  day: string;
  /** Whether `tickets` takes the place of what the scanner has, or adds to it. */
  complete: boolean;
  /** base64 of 12 bytes a ticket. */
  tickets: string;
  /** base64 of 12 bytes for each ticket whose time has begun. */
  times: string;
  /** base64 of 12 bytes for each part of a ticket of which one was ticked off. */
  parts: string;
  /** Key of the only part that the scanner ticks off; null: any. */
  part: string | null;
  /** Given back as `since`, it asks for what has changed. */
  since: string;
}

/**
 * What a scanner needs to decide offline: keys, rules, and the tickets that ended or were used, under ids
 * of its own. No names. With the mark of an earlier manifest, only the tickets that changed after it.
 */
export async function getDoorManifest(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { device, since = "" }: { device: DoorDevice; since?: string | undefined },
): Promise<DoorManifest> {
  const now = clock.now();
  const day = dayInOslo(now);
  const salt = manifestSalt(device.tokenHash);
  const { providerId } = device;
  const tickets = await manifestTickets(db, {
    providerId,
    at: now,
    salt,
    since: parseManifestSince(since),
    from: startOfDay(day),
    until: endOfDay(day),
  });
  return {
    barcodePrefix,
    keys: createBarcodeSigner(keyRing)
      .publicKeys()
      .map(({ id, x }) => ({ kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig", kid: id, x })),
    offers: await scannableOffers(db, providerId, now),
    salt: salt.toString("base64url"),
    day,
    complete: tickets.complete,
    tickets: tickets.entries.toString("base64"),
    times: tickets.times.toString("base64"),
    parts: tickets.parts.toString("base64"),
    part: device.part,
    since: formatManifestSince(tickets.mark),
  };
}
