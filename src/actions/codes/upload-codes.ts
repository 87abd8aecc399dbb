import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { recordAudit } from "../../db/audit.ts";
import { insertBatch, insertCodes, knownCodes, type NewCode } from "../../db/codes/code-uploads.ts";
import type { Trx } from "../../db/connect.ts";
import { sealCode } from "../../db/codes/ticket-codes.ts";
import { lookupFor } from "../../db/lookups.ts";
import { findFaultyRows, type CodeRow, type FaultyRow } from "../../domain/codes/code-rows.ts";
import { dayInOslo, endOfDay } from "../../domain/period.ts";
import { AppError } from "../../errors.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { requireOwnCodes } from "./require-own-codes.ts";

export const maxCodes = 100_000;
const chunk = 5_000;

/** Nothing was stored when rows are faulty. */
export type CodeUpload =
  { outcome: "added"; batchId: string; added: number } | { outcome: "faulty"; rows: FaultyRow[] };

/**
 * Adds a batch of codes to an offer's pool: all of them, or none when a row is faulty or a code is already
 * in a pool of the provider. Neither logs nor the audit trail name a code. Throws AppError "not_found",
 * "illegal_state" for an offer whose tickets bear our barcode, "validation_failed" for too many rows.
 */
export async function uploadCodes(
  deps: Pick<NestableDeps, "clock" | "db" | "keyRing">,
  { actor, offerId, name, rows }: { actor: Actor; offerId: string; name: string; rows: CodeRow[] },
): Promise<CodeUpload> {
  const { db, clock, keyRing } = deps;
  const now = clock.now();
  const { offer, ownCodes } = await requireOwnCodes(db, actor, offerId);
  if (rows.length === 0 || rows.length > maxCodes) {
    throw new AppError("validation_failed", "An upload has 1 to 100,000 codes.", {
      errors: [{ path: "codes", code: "wrong_number", message: "must have 1 to 100,000 codes" }],
    });
  }
  const faulty = await findFaultyRows(rows, ownCodes, dayInOslo(now), () => setImmediate());
  if (faulty.length > 0) return { outcome: "faulty", rows: faulty };

  const { hash } = await lookupFor(db, keyRing, "provider-code");
  const codes: NewCode[] = [];
  for (const { code, pin, lastDay } of rows) {
    const id = randomUUID();
    const expiresAt = lastDay === undefined ? null : endOfDay(lastDay);
    codes.push({ id, hash: hash(code), sealed: sealCode(keyRing, id, { code, pin }), expiresAt });
    if (codes.length % 1_000 === 0) await setImmediate();
  }
  return unitOfWork({ db }, async ({ trx }) => {
    const { id, providerId } = await lockAccessibleOffer(trx, actor, offer.id);
    const known = await findKnown(trx, providerId, codes);
    if (known.length > 0) return { outcome: "faulty", rows: known };
    const batchId = await insertBatch(trx, { offerId: id, name, at: now });
    const batch = { id: batchId, offerId: id, providerId };
    for (let first = 0; first < codes.length; first += chunk) {
      const part = codes.slice(first, first + chunk);
      if ((await insertCodes(trx, batch, part)) !== part.length) {
        throw new AppError(
          "conflict",
          "Another upload brought the same codes; look and try again.",
        );
      }
    }
    const detail = { batchId, added: codes.length };
    await recordAudit(trx, { actor: actor.id, action: "codes.uploaded", subject: id, detail });
    return { outcome: "added", batchId, added: codes.length };
  });
}

/** The rows whose code is in a pool of the provider already. */
async function findKnown(trx: Trx, providerId: string, codes: NewCode[]): Promise<FaultyRow[]> {
  const rows: FaultyRow[] = [];
  for (let first = 0; first < codes.length; first += chunk) {
    const hashes = codes.slice(first, first + chunk).map(({ hash }) => hash);
    const known = await knownCodes(trx, providerId, hashes);
    const texts = new Set(known.map((hash) => hash.toString("hex")));
    if (texts.size === 0) continue;
    hashes.forEach((hash, index) => {
      if (texts.has(hash.toString("hex"))) rows.push({ index: first + index, fault: "known" });
    });
  }
  return rows;
}
