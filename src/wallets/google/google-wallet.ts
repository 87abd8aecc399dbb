import type { Language } from "../../domain/language.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type { TicketStyle } from "../../domain/templates/template.ts";
import type { GoogleError } from "./google-error.ts";
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
  /** The link to the child was deleted: nothing that is this ticket's own stays. */
  erased: boolean;
  /** False for a family whose address is protected: the phone is not told where the ticket is used. */
  withLocation: boolean;
}

/** How holders hear of a change: on the phone, as a text in the ticket without a sound, or not at all. */
export type Notice = "phone" | "text" | "none";

/** What Google holds of a ticket, as far as it is compared. */
export interface HeldObject {
  /** Undefined for an object that is none of ours. */
  serialNumber: string | undefined;
  state: string;
  hasUsers: boolean;
  hasBarcode: boolean;
  hasTexts: boolean;
}

/** The front of the Google part. Every call may throw GoogleError, which says whether to try again. */
export interface GoogleWallet {
  readonly issuerId: string;
  /** Brings the class to what the offer says; safe to run twice. */
  upsertClass(offer: GoogleOffer): Promise<void>;
  /** The same for a class that Google has, and makes it when Google has it not after all. */
  patchClass(offer: GoogleOffer, notice: Notice): Promise<void>;
  /** Brings the object to what the ticket says; safe to run twice. Makes the class when Google lacks it. */
  upsertObject(offer: GoogleOffer, ticket: GoogleTicket): Promise<void>;
  /**
   * The same for at most `mostAtOnce` objects that Google has; those that Google has not are made.
   * Answers what went wrong with each, in their order; throws when nothing was even tried.
   */
  patchObjects(
    offer: GoogleOffer,
    changes: readonly { ticket: GoogleTicket; notice: Notice }[],
  ): Promise<(GoogleError | undefined)[]>;
  /** How many objects go well together at this moment. */
  maxAtOnce(): number;
  /** What class and object show, as short texts: the same text, the same look. */
  classDigest(offer: GoogleOffer): string;
  objectDigest(offer: GoogleOffer, ticket: GoogleTicket): string;
  /** The state that Google is told. */
  stateOf(state: PassState): string;
  /** One page of the objects of the offer's class. */
  listObjects(
    offer: { style: TicketStyle; offerId: string },
    pageToken?: string,
  ): Promise<{ objects: HeldObject[]; nextPageToken?: string | undefined }>;
  /**
   * The link that saves these tickets to the youth's phone; skinny: ids alone, order kept. Their
   * objects must exist. Calls Google only when the link would be too long for a browser.
   */
  saveLink(
    tickets: readonly { style: TicketStyle; serialNumber: string }[],
    at: Date,
  ): Promise<string>;
}
