import type { Language } from "../../domain/language.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type { TicketStyle } from "../../domain/templates/template.ts";
import type { OnUnanswered } from "./client.ts";
import type { GoogleError } from "./google-error.ts";
import type { TicketContent, TicketState } from "../content.ts";

/** The input of a class: what all tickets of one offer share. */
export interface GoogleOffer {
  content: TicketContent;
  /** Content hashes of the template's rendered images by file name (`google-logo.png`). */
  imageHashes: ReadonlyMap<string, string>;
}

/** The input of an object, beside its class. */
export interface GoogleTicket extends TicketState {
  state: PassState;
  /** The default language of its texts. */
  language: Language;
  /** Anonymised: the object keeps nothing of its own. */
  erased: boolean;
  /** False for a protected address: the phone then gets no location. */
  withLocation: boolean;
}

/** How a holder learns of a change: a notification, a text in the ticket, or nothing. */
export type Notice = "phone" | "text" | "none";

/** The compared part of an object that Google holds. */
export interface HeldObject {
  /** Undefined for an object of another environment. */
  serialNumber: string | undefined;
  state: string;
  hasUsers: boolean;
  hasBarcode: boolean;
  hasTexts: boolean;
}

/**
 * The Google Wallet part. Every call may throw GoogleError, whose `retryable` says whether to repeat it.
 * Writes call `onUnanswered` for each attempt
 * whose outcome is unknown.
 */
export interface GoogleWallet {
  readonly issuerId: string;
  /** Creates or updates the class; idempotent. */
  upsertClass(offer: GoogleOffer, onUnanswered?: OnUnanswered): Promise<void>;
  /** Updates a class that exists, and creates it when Google answers 404. */
  patchClass(offer: GoogleOffer, notice: Notice, onUnanswered?: OnUnanswered): Promise<void>;
  /** Creates or updates the object, and its class when Google lacks it; idempotent. */
  upsertObject(
    offer: GoogleOffer,
    ticket: GoogleTicket,
    onUnanswered?: OnUnanswered,
  ): Promise<void>;
  /**
   * Updates at most `maxAtOnce` objects, and creates those that Google lacks. Returns the error of each,
   * in order; throws when none was tried.
   */
  patchObjects(
    offer: GoogleOffer,
    changes: readonly { ticket: GoogleTicket; notice: Notice }[],
    onUnanswered?: OnUnanswered,
  ): Promise<(GoogleError | undefined)[]>;
  /** The useful number of objects per call now. */
  maxAtOnce(): number;
  /** Digests of what class and object show: equal digests, equal content. */
  classDigest(offer: GoogleOffer): string;
  objectDigest(offer: GoogleOffer, ticket: GoogleTicket): string;
  /** The object's `state` for a pass state. */
  stateOf(state: PassState): string;
  /** One page of the objects of the offer's class. */
  listObjects(
    offer: { style: TicketStyle; offerId: string },
    pageToken?: string,
  ): Promise<{ objects: HeldObject[]; nextPageToken?: string | undefined }>;
  /**
   * Returns the save link for the tickets, in order, with ids alone. Their objects must exist. Calls
   * Google only when the link would be too long for a browser.
   */
  saveLink(
    tickets: readonly { style: TicketStyle; serialNumber: string }[],
    at: Date,
  ): Promise<string>;
}
