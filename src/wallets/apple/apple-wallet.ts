import type { Language } from "../../domain/language.ts";
import type { TemplateImages } from "../../domain/template.ts";
import type { TicketContent, TicketState } from "../content.ts";

/** All that one offer's tickets in one language share, ready to be stamped. */
export interface CompiledTickets {
  /** Bytes held in memory. */
  readonly size: number;
}

/** The front of the Apple part: compile once per offer and language, stamp each ticket. */
export interface AppleWallet {
  readonly passTypeIdentifier: string;
  /** Throws AppError("unprocessable") naming what cannot become a pass. */
  compile(
    content: TicketContent,
    images: TemplateImages,
    language: Language,
    ended: boolean,
  ): CompiledTickets;
  /** A signed `.pkpass` as pieces to be streamed one after another; `length` in bytes. */
  stamp(
    compiled: CompiledTickets,
    ticket: TicketState,
    at: Date,
  ): Promise<{ pieces: Buffer[]; length: number }>;
  /** The token a pass carries and the phone sends back; the same for the life of the pass. */
  authenticationToken(serialNumber: string): string;
}
