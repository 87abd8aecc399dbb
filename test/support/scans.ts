import { randomUUID } from "node:crypto";
import type { Scan } from "../../src/actions/door/redeem.ts";
import type { Pool } from "../../src/db/connect.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import type { KeyRing } from "../../src/key-ring.ts";
import { createBarcodeSigner } from "../../src/wallets/barcode-signer.ts";
import { hashDoorToken, createDoorToken } from "../../src/actions/door/door-token.ts";
import { testKeyRing } from "./builders.ts";

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
