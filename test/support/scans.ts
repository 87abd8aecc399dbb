import { randomUUID } from "node:crypto";
import type { Scan } from "../../src/actions/door/scan.ts";
import type { Pool } from "../../src/db/connect.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import type { KeyRing } from "../../src/key-ring.ts";
import { createBarcodeSigner } from "../../src/wallets/barcode-signer.ts";
import { hashDoorToken, createDoorToken } from "../../src/actions/door/door-token.ts";
import { aPass, testKeyRing, testNow } from "./builders.ts";

/** What a wallet shows of the ticket. */
export function barcodeOf(
  serialNumber: string,
  offer: Pick<Offer, "id" | "validity" | "uses" | "companions">,
  keyRing: KeyRing = testKeyRing,
): string {
  return createBarcodeSigner(keyRing).sign({
    serialNumber,
    offerId: offer.id,
    validFrom: offer.validity.from,
    validUntil: offer.validity.until,
    uses: offer.uses,
    admits: 1 + offer.companions,
  });
}

/** A scanner of the provider's, with its token. */
export async function aDoor(
  db: Pool,
  providerId: string,
): Promise<{ doorDeviceId: string; providerId: string; token: string }> {
  const doorDeviceId = randomUUID();
  const token = createDoorToken();
  await db("door_devices").insert({
    id: doorDeviceId,
    provider_id: providerId,
    token_hash: hashDoorToken(token),
  });
  return { doorDeviceId, providerId, token };
}

/** One scan of one person with an id of its own. */
export function aScan(
  door: Pick<Scan, "doorDeviceId" | "providerId">,
  code: string,
  overrides: Partial<Scan> = {},
): Scan {
  const { doorDeviceId, providerId } = door;
  return { doorDeviceId, providerId, code, scanId: randomUUID(), admitted: 1, ...overrides };
}

/** An accepted scan of a ticket that was fetched, recorded as the door does; returns the redemption's id. */
export async function aUse(
  owner: Pool,
  {
    offer,
    door,
    serialNumber,
    recipientId,
    scannedAt = testNow,
    admitted = 1,
  }: {
    offer: Offer;
    door: { doorDeviceId: string };
    /** A new ticket of the recipient where absent. */
    serialNumber?: string;
    recipientId?: string;
    scannedAt?: Date;
    admitted?: number;
  },
): Promise<string> {
  const id = randomUUID();
  const ticket =
    serialNumber ??
    (
      await aPass(owner, {
        offer,
        ...(recipientId !== undefined && { recipientId }),
        createdAt: scannedAt,
        fetchedAt: scannedAt,
      })
    ).serialNumber;
  await owner("redemptions").insert({
    id,
    door_device_id: door.doorDeviceId,
    scan_id: id,
    serial_number: ticket,
    offer_id: offer.id,
    scanned_at: scannedAt,
    received_at: scannedAt,
    accepted: true,
    admitted,
  });
  return id;
}
