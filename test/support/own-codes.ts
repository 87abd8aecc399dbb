import { randomUUID } from "node:crypto";
import type { Actor } from "../../src/actions/deps.ts";
import { uploadCodes } from "../../src/actions/codes/upload-codes.ts";
import type { Pool } from "../../src/db/connect.ts";
import type { CodeRow } from "../../src/domain/codes/code-rows.ts";
import type { OwnCodes } from "../../src/domain/codes/own-codes.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import { testDeps } from "./test-deps.ts";

export const someOwnCodes: OwnCodes = {
  symbology: "qr",
  showAs: "both",
  redeemAt: "till",
  reportsUse: "none",
};

export const providerOf = ({ providerId }: Offer): Actor => ({
  role: "provider",
  id: `key-${randomUUID()}`,
  providerId,
});

/** Adds the codes to the offer's pool; a number stands for as many codes of eleven digits. */
export async function aPool(
  db: Pool,
  offer: Offer,
  codes: number | (string | CodeRow)[],
): Promise<{ batchId: string; codes: string[] }> {
  const rows =
    typeof codes === "number"
      ? Array.from({ length: codes }, (_, i) => ({ code: String(48_210_093_375 + 7_919 * i) }))
      : codes.map((code) => (typeof code === "string" ? { code } : code));
  const upload = { actor: providerOf(offer), offerId: offer.id, name: "Batch", rows };
  const added = await uploadCodes(testDeps(db), upload);
  if (added.outcome === "faulty") throw new Error(JSON.stringify(added.rows));
  return { batchId: added.batchId, codes: rows.map(({ code }) => code) };
}
