import type { OwnCodes, TicketCode } from "../../domain/codes/own-codes.ts";
import type { Language, Texts } from "../../domain/language.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Pass } from "../../domain/passes/pass.ts";
import type { KeyRing } from "../../key-ring.ts";
import { decryptCode } from "../codes/ticket-codes.ts";
import type { Db } from "../connect.ts";
import { lastsUntil } from "../lasts-until.ts";
import { isProtected, protection, type ProtectionRow } from "../recipients/protected-address.ts";
import { sql } from "../sql.ts";
import { withValidity, type ValidityRow } from "../validity.ts";

/** What of the offer decides which form of a ticket is current, and what stands in its barcode and name. */
type ServedOffer = Pick<
  Offer,
  "contentVersion" | "templateVersion" | "validity" | "uses" | "companions"
>;

/** A ticket as its wallet is served it: all that an answer needs when the ticket is built already. */
export interface ServedPass
  extends
    ServedOffer,
    Pick<Pass, "serialNumber" | "ticketNumber" | "offerId" | "state" | "usesLeft" | "version"> {
  /** Whole seconds. */
  lastModified: Date;
  /** When the time is over that began with its first scan; null: it has not begun. */
  lastsUntil: Date | null;
  /** Uses left of each part; null: none was ticked off, or it has none. */
  partsLeft: number[] | null;
  endedAt: Date | null;
  tokenKeyId: string | null;
  /** Active, and not fetched before. */
  isUnfetched: boolean;
  title: Texts;
  /** null: anonymised. */
  language: Language | null;
  /** No location may stand in the ticket. */
  protectedAddress: boolean;
  ownCodes?: OwnCodes | undefined;
  /** The code of the provider's own, once it is revealed. */
  ownCode?: TicketCode | undefined;
}

interface ServedRow extends ValidityRow<
  Omit<ServedPass, "protectedAddress" | "ownCodes" | "ownCode">
> {
  recipientId: string | null;
  ownCodes: OwnCodes | null;
  codeId: string | null;
  codeSealed: Buffer | null;
}

export async function findServedPass(
  db: Db,
  keyRing: KeyRing,
  serialNumber: string,
): Promise<ServedPass | undefined> {
  const row = await sql(db, { serialNumber }).row<ServedRow & ProtectionRow>(`
    select passes.serial_number, passes.ticket_number, passes.offer_id, passes.state,
      passes.uses_left, passes.parts_left, passes.version, passes.last_modified, passes.ended_at, passes.token_key_id, ${lastsUntil},
      passes.state = 'active' and passes.fetched_at is null as is_unfetched,
      offers.content_version, offers.template_version, offers.title, offers.valid_from,
      offers.valid_until, offers.uses, offers.companions, offers.own_codes,
      provider_codes.id as code_id, provider_codes.code_sealed, passes.recipient_id,
      coalesce(recipients.language, claim_links.language) as language, ${protection}
    from passes
    join offers on offers.id = passes.offer_id
    left join recipients on recipients.id = passes.recipient_id
    left join claim_links on claim_links.id = passes.claim_link_id
    left join provider_codes on provider_codes.serial_number = passes.serial_number
      and provider_codes.state in ('revealed', 'used')
    where passes.serial_number = :serialNumber`);
  if (!row) return undefined;
  const { recipientId, protectedAddress, protectedAddressSealed, ...rest } = row;
  const { ownCodes, codeId, codeSealed, ...pass } = rest;
  const stored = { protectedAddress, protectedAddressSealed };
  return {
    ...withValidity<Omit<ServedPass, "protectedAddress">>(pass),
    ...(ownCodes && { ownCodes }),
    ...(codeId !== null && codeSealed && { ownCode: decryptCode(keyRing, codeId, codeSealed) }),
    protectedAddress: recipientId !== null && isProtected(keyRing, recipientId, stored),
  };
}
