import { findTicketCodes } from "../db/codes/ticket-codes.ts";
import type { ClaimedTicket } from "../db/recipients/claimed-tickets.ts";
import type { Deps } from "./deps.ts";
import { ticketBarcode } from "./ticket-barcode.ts";

/** What a scanner reads, and the text under it. */
export interface ShownBarcode {
  barcode?: string;
  barcodeText?: string;
}

/**
 * Adds the barcode to active tickets that may show it: those that were fetched, and those with our own
 * barcode that have no deadline for it.
 */
export async function addBarcodes<T extends ClaimedTicket>(
  deps: Pick<Deps, "db" | "keyRing">,
  tickets: readonly T[],
): Promise<(T & ShownBarcode)[]> {
  const coded = tickets.filter(({ ownCodes }) => ownCodes);
  const codes =
    coded.length === 0
      ? undefined
      : await findTicketCodes(
          deps.db,
          deps.keyRing,
          coded.map(({ serialNumber }) => serialNumber),
        );
  return tickets.map((ticket) => {
    const { state, claimUntil, fetchedAt, validity, admits, ...rest } = ticket;
    const { serialNumber, offerId, uses, ticketNumber, ownCodes } = rest;
    const ownCode = codes?.get(serialNumber);
    const isShown = ownCodes ? ownCode !== undefined : !claimUntil || fetchedAt !== null;
    if (state !== "active" || !isShown) return ticket;
    const { from: validFrom, until: validUntil } = validity;
    const payload = { serialNumber, offerId, validFrom, validUntil, uses, admits };
    return { ...ticket, ...ticketBarcode(deps, { ...payload, ticketNumber, ownCodes, ownCode }) };
  });
}
