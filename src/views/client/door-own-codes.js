import { barcodeReadings } from "../../domain/passes/barcode-readings.ts";
import { parseTicketNumber } from "../../domain/passes/ticket-number.ts";
/** @import { Offer } from "./door-manifest.js" */

/**
 * Whether a text that names no ticket may be a code of the venue's own till or gate: offers have such, and
 * it has not the form of a code or ticket number of ours.
 * @param {string} text
 * @param {Offer[]} offers
 */
export const mayBeOwnCode = (text, offers) =>
  offers.some(({ ownCodes }) => ownCodes) &&
  barcodeReadings(text).length === 0 &&
  parseTicketNumber(text) === undefined;
