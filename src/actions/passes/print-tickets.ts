import { markFetched } from "../../db/passes/pass-fetches.ts";
import { findImage } from "../../db/templates/images.ts";
import type { Language } from "../../domain/language.ts";
import { addBarcodes } from "../add-barcodes.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { noActivePassError } from "./no-active-pass-error.ts";
import { getClaimedTickets, type ClaimedTicket } from "../access/get-claimed-tickets.ts";

/** A ticket with its barcode and pictures. */
export type PrintedTicket = ClaimedTicket & {
  barcode: string;
  barcodeText: string;
  hero?: Buffer | undefined;
  logo?: Buffer | undefined;
};

/**
 * The live tickets of a claim link, or one of them, for printing. Printing counts as fetching, so
 * they do not lapse. Undefined for an unknown token or ticket. Throws `noActivePassError`.
 */
export async function printTickets(
  { db, clock, keyRing }: Pick<Deps, "db" | "clock" | "keyRing">,
  { token, serialNumber }: { token: string; serialNumber?: string | undefined },
): Promise<{ language: Language; tickets: PrintedTicket[] } | undefined> {
  const link = await getClaimedTickets({ db }, { token });
  if (!link) return undefined;
  const asked = link.tickets.filter(
    (ticket) => serialNumber === undefined || ticket.serialNumber === serialNumber,
  );
  if (asked.length === 0) return undefined;
  const chosen = asked.filter(({ state }) => state === "active");
  if (chosen.length === 0) throw noActivePassError(asked);
  const hashes = new Set(
    chosen.flatMap(({ heroHash, logoHash }) => [heroHash ?? [], logoHash ?? []].flat()),
  );
  const images = new Map(
    await Promise.all(
      Array.from(hashes, async (hash) => [hash, await findImage(db, hash)] as const),
    ),
  );
  const serialNumbers = chosen.map((ticket) => ticket.serialNumber);
  const fetchedAt = clock.now();
  await unitOfWork({ db }, ({ trx }) => markFetched(trx, serialNumbers, fetchedAt));
  const fetched = chosen.map((ticket) => ({ ...ticket, fetchedAt }));
  const shown = await addBarcodes({ db, keyRing }, fetched);
  // One that ended meanwhile has no code any more.
  const tickets = shown.flatMap(({ barcode, barcodeText = "", ...ticket }) =>
    barcode === undefined
      ? []
      : [
          {
            ...ticket,
            barcode,
            barcodeText,
            hero: images.get(ticket.heroHash ?? ""),
            logo: images.get(ticket.logoHash ?? ""),
          },
        ],
  );
  if (tickets.length === 0) throw noActivePassError([]);
  return { language: link.language, tickets };
}
