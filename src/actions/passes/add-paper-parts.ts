import { findImage } from "../../db/templates/images.ts";
import type { ClaimedTicket } from "../access/get-claimed-tickets.ts";
import { addBarcodes } from "../add-barcodes.ts";
import type { Deps } from "../deps.ts";

/** A ticket with its barcode and pictures. */
export type PrintedTicket = ClaimedTicket & {
  barcode: string;
  barcodeText: string;
  hero?: Buffer | undefined;
  logo?: Buffer | undefined;
};

/** Adds to active tickets what paper shows; without those that have no code any more. */
export async function addPaperParts(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  tickets: readonly ClaimedTicket[],
): Promise<PrintedTicket[]> {
  const hashes = new Set(
    tickets.flatMap(({ heroHash, logoHash }) => [heroHash ?? [], logoHash ?? []].flat()),
  );
  const images = new Map(
    await Promise.all(
      Array.from(hashes, async (hash) => [hash, await findImage(db, hash)] as const),
    ),
  );
  const shown = await addBarcodes({ db, keyRing }, tickets);
  return shown.flatMap(({ barcode, barcodeText = "", ...ticket }) => {
    if (barcode === undefined) return [];
    const { heroHash = "", logoHash = "" } = ticket;
    const pictures = { hero: images.get(heroHash), logo: images.get(logoHash) };
    return [{ ...ticket, barcode, barcodeText, ...pictures }];
  });
}
