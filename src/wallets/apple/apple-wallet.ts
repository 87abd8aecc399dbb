import type { Language } from "../../domain/language.ts";
import type { TemplateImages } from "../../domain/templates/template.ts";
import type { TicketContent, TicketState } from "../content.ts";
import type { TokenHolder } from "./authentication-token.ts";
import type { CertificateStatus } from "./certificate-status.ts";
import type { CompiledTickets } from "./compile.ts";
import type { BuildCache } from "./build-cache.ts";
import type { StampedPass } from "./stamp.ts";

/** A ticket, and the key of its token. Passes from before key ids were stored have none. */
export type AppleTicketState = TicketState & Partial<TokenHolder>;

/** The Apple Wallet part: compiles once per offer and language, stamps each ticket. */
export interface AppleWallet {
  readonly passTypeIdentifier: string;
  /** Whether the certificate in use has not expired; `stamp` throws AppError("wallet_unavailable") otherwise. */
  canSign(at: Date): boolean;
  /** When each loaded certificate expires; the signing one first. */
  certificateStatus(at: Date): CertificateStatus[];
  /** Compiles the shared part of an offer's passes. Throws AppError("unprocessable") with each fault. */
  compile(
    content: TicketContent,
    images: TemplateImages,
    language: Language,
    ended: boolean,
  ): CompiledTickets;
  /** Signs one pass. Returns a `.pkpass` as pieces to stream in order; `length` in bytes. */
  stamp(compiled: CompiledTickets, ticket: AppleTicketState, at: Date): Promise<StampedPass>;
  /** The pass's `authenticationToken`, constant for the life of the pass. */
  authenticationToken(holder: TokenHolder): string;
  /** Whether the token belongs to the pass. With `found` undefined it is false, after the same work. */
  isAuthenticationToken(
    token: string,
    serialNumber: string,
    found: Pick<TokenHolder, "tokenKeyId"> | undefined,
  ): boolean;
  /** Recent builds, so that many requests for one offer or pass build it once. */
  readonly builds: {
    readonly compiled: BuildCache<CompiledTickets>;
    readonly stamped: BuildCache<StampedPass & { readonly size: number }>;
  };
}
