import type { Language } from "../../domain/language.ts";
import type { TicketContent, TicketState } from "../content.ts";

/** The front of the Google part. Every call may throw GoogleError, which says whether to try again. */
export interface GoogleWallet {
  readonly issuerId: string;
  /** `imageUrl` gives the public URL of a rendered image by its name, or undefined when there is none. */
  upsertClass(
    content: TicketContent,
    imageUrl: (name: string) => string | undefined,
  ): Promise<void>;
  upsertObject(content: TicketContent, ticket: TicketState, language: Language): Promise<void>;
  /** The link that saves these tickets to the youth's phone; skinny: ids alone. Order kept. */
  saveLink(tickets: { content: TicketContent; serialNumber: string }[]): Promise<string>;
}
