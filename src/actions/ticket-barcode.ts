import { codeText, type OwnCodes, type TicketCode } from "../domain/codes/own-codes.ts";
import type { BarcodePayload } from "../domain/passes/barcode.ts";
import { ticketNumberText } from "../domain/passes/ticket-number.ts";
import { createBarcodeSigner } from "../wallets/barcode-signer.ts";
import type { Deps } from "./deps.ts";

/** What a live ticket's barcode is made from. */
export interface BarcodeSource extends BarcodePayload {
  ticketNumber: string | null;
  ownCodes?: OwnCodes | undefined;
  /** The revealed code of an offer with codes of the provider's own. */
  ownCode?: TicketCode | undefined;
}

/**
 * The text that a scanner reads from a ticket and the text under it: our signed barcode with the ticket
 * number, or the provider's code. Throws an Error for a code that was not revealed.
 */
export function ticketBarcode(
  { keyRing }: Pick<Deps, "keyRing">,
  { ticketNumber, ownCodes, ownCode, ...payload }: BarcodeSource,
): { barcode: string; barcodeText: string } {
  if (!ownCodes) {
    const barcode = createBarcodeSigner(keyRing).sign(payload);
    return { barcode, barcodeText: ticketNumberText(ticketNumber) };
  }
  if (!ownCode) throw new Error(`The code of ticket ${payload.serialNumber} was not revealed.`);
  return { barcode: ownCode.code, barcodeText: codeText(ownCodes, ownCode) };
}
