import type { Language } from "../../domain/language.ts";
import type { PassState } from "../../domain/pass.ts";
import type { TicketStyle } from "../../domain/template.ts";
import type { TicketContent, TicketState } from "../content.ts";

/** What a class is made from: all that the tickets of one offer share. */
export interface GoogleOffer {
  content: TicketContent;
  /** Content hashes of the template's rendered images by file name (`google-logo.png`). */
  imageHashes: ReadonlyMap<string, string>;
}

/** What an object is made from, beside its class. */
export interface GoogleTicket extends TicketState {
  state: PassState;
  /** Decides which text stands where the phone's own language has none. */
  language: Language;
  /** False for a family whose address is protected: the phone is not told where the ticket is used. */
  withLocation: boolean;
}

/** The front of the Google part. Every call may throw GoogleError, which says whether to try again. */
export interface GoogleWallet {
  readonly issuerId: string;
  /** Brings the class to what the offer says; safe to run twice. */
  upsertClass(offer: GoogleOffer): Promise<void>;
  /** Brings the object to what the ticket says; safe to run twice. Makes the class when Google lacks it. */
  upsertObject(offer: GoogleOffer, ticket: GoogleTicket): Promise<void>;
  /**
   * The link that saves these tickets to the youth's phone; skinny: ids alone, order kept. Their
   * objects must exist. Calls Google only when the link would be too long for a browser.
   */
  saveLink(
    tickets: readonly { style: TicketStyle; serialNumber: string }[],
    at: Date,
  ): Promise<string>;
}
