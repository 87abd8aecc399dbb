import type { OwnCodes } from "../../domain/codes/own-codes.ts";
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

/**
 * A ticket as its wallet is served it: all that an answer needs when the ticket is built already. What is encrypted of it
 * stays so until it is built.
 */
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
  /** null: anonymised, or a hand-out's. */
  recipientId: string | null;
  /** The recipient's, as stored; `isPlaceHidden` reads it. */
  protection: ProtectionRow;
  /** null: its barcode is ours. */
  ownCodes: OwnCodes | null;
  /** The code of the provider's own, once it is revealed. */
  codeId: string | null;
  codeSealed: Buffer | null;
}

type ServedRow = ValidityRow<Omit<ServedPass, "protection">> & ProtectionRow;

function toServedPass(row: ServedRow): ServedPass {
  const { protectedAddress, protectedAddressSealed, ...pass } = row;
  const protection = { protectedAddress, protectedAddressSealed };
  return { ...withValidity<Omit<ServedPass, "protection">>(pass), protection };
}

/** Tickets by serial number; unknown ones are left out. */
export async function findServedPasses(
  db: Db,
  serialNumbers: string[],
): Promise<Map<string, ServedPass>> {
  const rows = await sql(db, { serialNumbers }).rows<ServedRow>(`
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
    where passes.serial_number = any(:serialNumbers::text[])`);
  return new Map(rows.map((row) => [row.serialNumber, toServedPass(row)]));
}

export const findServedPass = async (
  db: Db,
  serialNumber: string,
): Promise<ServedPass | undefined> =>
  (await findServedPasses(db, [serialNumber])).get(serialNumber);

/** Whether no location may stand in the ticket. */
export const isPlaceHidden = (keyRing: KeyRing, pass: ServedPass): boolean =>
  pass.recipientId !== null && isProtected(keyRing, pass.recipientId, pass.protection);

export const ownCodeOf = (keyRing: KeyRing, { codeId, codeSealed }: ServedPass) =>
  codeId !== null && codeSealed ? decryptCode(keyRing, codeId, codeSealed) : undefined;
