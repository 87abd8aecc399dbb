import { setImmediate } from "node:timers/promises";
import { recordAudit } from "../../db/audit.ts";
import { findUnknownCodes, insertBatch, insertCodes } from "../../db/codes/code-uploads.ts";
import { findFaultyRows, type CodeRow, type FaultyRow } from "../../domain/codes/code-rows.ts";
import { dayInOslo } from "../../domain/period.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { requireOwnCodes } from "./require-own-codes.ts";
import { sealCodes } from "./seal-codes.ts";

/** What became of the rows: each is inserted, a duplicate or refused. */
export interface SoundUpload {
  /** Undefined where no row was inserted. */
  batchId: string | undefined;
  inserted: number;
  /** Codes that occur earlier in the upload, or in a pool of the provider. */
  duplicates: number;
  refused: FaultyRow[];
}

/**
 * Adds the sound rows of an upload to an offer's pool as a batch, without those that are there already, so that an
 * upload that broke off can be sent again. Neither logs nor the audit trail name a code. Throws AppError "not_found", and
 * "illegal_state" for an offer whose tickets bear our barcode.
 */
export async function uploadSoundCodes(
  deps: Pick<NestableDeps, "clock" | "db" | "keyRing">,
  { actor, offerId, name, rows }: { actor: Actor; offerId: string; name: string; rows: CodeRow[] },
): Promise<SoundUpload> {
  const { db, clock } = deps;
  const now = clock.now();
  const { offer, ownCodes } = await requireOwnCodes(db, actor, offerId);
  const faulty = await findFaultyRows(rows, ownCodes, dayInOslo(now), () => setImmediate());
  const unsound = new Set(faulty.map(({ index }) => index));
  const sound = await sealCodes(
    deps,
    rows.filter((_row, index) => !unsound.has(index)),
  );
  const refused = faulty.filter(({ fault }) => fault !== "doubled");
  return unitOfWork({ db }, async ({ trx }) => {
    const { id, providerId } = await lockAccessibleOffer(trx, actor, offer.id);
    const codes = await findUnknownCodes(trx, providerId, sound);
    const nothing = { batchId: undefined, inserted: 0 };
    const added = codes.length === 0 ? nothing : await insert();
    return { ...added, duplicates: rows.length - refused.length - added.inserted, refused };

    async function insert() {
      const batchId = await insertBatch(trx, { offerId: id, name, at: now });
      const batch = { id: batchId, offerId: id, providerId };
      const inserted = await insertCodes(trx, batch, codes);
      const detail = { batchId, added: inserted };
      await recordAudit(trx, { actor: actor.id, action: "codes.uploaded", subject: id, detail });
      return { batchId, inserted };
    }
  });
}
