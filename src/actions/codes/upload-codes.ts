import { setImmediate } from "node:timers/promises";
import { recordAudit } from "../../db/audit.ts";
import {
  findUnknownCodes,
  insertBatch,
  insertCodes,
  type NewCode,
} from "../../db/codes/code-uploads.ts";
import { findFaultyRows, type CodeRow, type FaultyRow } from "../../domain/codes/code-rows.ts";
import { dayInOslo } from "../../domain/period.ts";
import { AppError } from "../../errors.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { requireOwnCodes } from "./require-own-codes.ts";
import { sealCodes } from "./seal-codes.ts";

export const maxCodes = 100_000;

/** Nothing was stored when rows are faulty. */
export type CodeUpload =
  { outcome: "added"; batchId: string; added: number } | { outcome: "faulty"; rows: FaultyRow[] };

interface UploadedBatch {
  actor: Actor;
  offerId: string;
  name: string;
  rows: CodeRow[];
  /** Is told the share that is done, from 0 to 1: rows are checked, then encrypted, then inserted. */
  onProgress?: ((share: number) => void) | undefined;
}

/**
 * Adds a batch of codes to an offer's pool: all of them, or none when a row is faulty or a code is already
 * in a pool of the provider. Neither logs nor the audit trail name a code. Throws AppError "not_found",
 * "illegal_state" for an offer whose tickets bear our barcode, "validation_failed" for too many rows.
 */
export async function uploadCodes(
  deps: Pick<NestableDeps, "clock" | "db" | "keyRing">,
  { actor, offerId, name, rows, onProgress }: UploadedBatch,
): Promise<CodeUpload> {
  const { db, clock } = deps;
  const now = clock.now();
  const { offer, ownCodes } = await requireOwnCodes(db, actor, offerId);
  if (rows.length === 0 || rows.length > maxCodes) {
    throw new AppError("validation_failed", "An upload has 1 to 100,000 codes.", {
      errors: [{ path: "codes", code: "wrong_number", message: "must have 1 to 100,000 codes" }],
    });
  }
  const tell = (step: 0 | 1 | 2) => (done: number) => onProgress?.((step + done / rows.length) / 3);
  const faulty = await findFaultyRows(rows, ownCodes, dayInOslo(now), (checked) => {
    tell(0)(checked);
    return setImmediate();
  });
  if (faulty.length > 0) return { outcome: "faulty", rows: faulty };
  const codes = await sealCodes(deps, rows, tell(1));
  return unitOfWork({ db }, async ({ trx }) => {
    const { id, providerId } = await lockAccessibleOffer(trx, actor, offer.id);
    const unknown = await findUnknownCodes(trx, providerId, codes);
    if (unknown.length < codes.length) {
      return { outcome: "faulty", rows: knownRows(codes, unknown) };
    }
    const batchId = await insertBatch(trx, { offerId: id, name, at: now });
    const batch = { id: batchId, offerId: id, providerId };
    const added = await insertCodes(trx, batch, codes, tell(2));
    if (added < codes.length) {
      throw new AppError("conflict", "Another upload brought the same codes; look and try again.", {
        isPassing: true,
      });
    }
    const detail = { batchId, added };
    await recordAudit(trx, { actor: actor.id, action: "codes.uploaded", subject: id, detail });
    return { outcome: "added", batchId, added };
  });
}

/** The rows whose code is in a pool of the provider already. */
function knownRows(codes: NewCode[], unknown: NewCode[]): FaultyRow[] {
  const others = new Set(unknown);
  return codes.flatMap((code, index) => (others.has(code) ? [] : [{ index, fault: "known" }]));
}
