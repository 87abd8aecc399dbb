import type { Language } from "../../domain/language.ts";
import type { TemplateImages } from "../../domain/templates/template.ts";
import type { TicketContent, TicketState } from "../content.ts";
import type { TokenHolder } from "./authentication-token.ts";
import type { CertificateStatus } from "./certificate-status.ts";
import type { CompiledTickets } from "./compile.ts";
import type { BuildCache } from "./build-cache.ts";
import type { StampedPass } from "./stamp.ts";

/** A ticket and its token's key; without one the token is that of a ticket from before key ids were kept. */
export type AppleTicketState = TicketState & Partial<TokenHolder>;

/** The front of the Apple part: compile once per offer and language, stamp each ticket. */
export interface AppleWallet {
  readonly passTypeIdentifier: string;
  /** When each loaded certificate ends; the one that signs comes first. */
  certificateStatus(at: Date): CertificateStatus[];
  /** Throws AppError("unprocessable") naming what cannot become a pass. */
  compile(
    content: TicketContent,
    images: TemplateImages,
    language: Language,
    ended: boolean,
  ): CompiledTickets;
  /** A signed `.pkpass` as pieces to be streamed one after another; `length` in bytes. */
  stamp(compiled: CompiledTickets, ticket: AppleTicketState, at: Date): Promise<StampedPass>;
  /** The token a pass carries and the phone sends back; the same for the life of the pass. */
  authenticationToken(holder: TokenHolder): string;
  /** Whether the token is the ticket's; with `found` undefined never, and no sooner. */
  isAuthenticationToken(
    token: string,
    serialNumber: string,
    found: Pick<TokenHolder, "tokenKeyId"> | undefined,
  ): boolean;
  /** What was built lately, so that a burst of taps on one offer or ticket builds it once. */
  readonly builds: {
    readonly compiled: BuildCache<CompiledTickets>;
    readonly stamped: BuildCache<StampedPass & { readonly size: number }>;
  };
}
