import type { Db } from "../../db/connect.ts";
import { findCodedPass } from "../../db/codes/ticket-codes.ts";
import { lookupFor } from "../../db/lookups.ts";
import { isHeldByAnother } from "../../db/operations/secret-keys.ts";
import { findNumberedPass } from "../../db/passes/passes.ts";
import { parseTicketNumber } from "../../domain/passes/ticket-number.ts";
import { unknownKey } from "../../key-ring.ts";
import { createBarcodeSigner } from "../../wallets/barcode-signer.ts";
import type { Deps } from "../deps.ts";

/**
 * The serial number that a scanner's text names: a signed code; or a code of the provider's own or a ticket
 * number, which count only for a scan made now, since guesses are limited there. Throws AppError "unavailable" for a
 * code under a key that another process holds.
 */
export async function findScannedTicket(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  {
    code,
    providerId,
    scannedAt,
  }: { code: string; providerId: string; scannedAt?: Date | undefined },
): Promise<string | undefined> {
  const signer = createBarcodeSigner(keyRing);
  const signed = signer.verify(code);
  if (signed) return signed.serialNumber;
  await requireKnownKeys(db, signer.unknownKeysOf(code));
  if (scannedAt !== undefined) return undefined;
  const { hash } = await lookupFor(db, keyRing, "provider-code");
  const coded = await findCodedPass(db, providerId, hash(code.trim()));
  if (coded !== undefined) return coded;
  const number = parseTicketNumber(code);
  return number === undefined ? undefined : findNumberedPass(db, providerId, number);
}

/** A barcode is not unknown whose key another process holds: this one is behind in a rotation of keys. */
async function requireKnownKeys(db: Db, barcodeKeyIds: string[]): Promise<void> {
  for (const barcodeKeyId of barcodeKeyIds) {
    if (await isHeldByAnother(db, { barcodeKeyId }))
      throw unknownKey(`of barcodes ${barcodeKeyId}`);
  }
}
