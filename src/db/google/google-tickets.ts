import type { TicketCode } from "../../domain/codes/own-codes.ts";
import type { Language } from "../../domain/language.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type { TicketStyle } from "../../domain/templates/template.ts";
import type { KeyRing } from "../../key-ring.ts";
import { findTicketCodes } from "../codes/ticket-codes.ts";
import type { Db, Trx } from "../connect.ts";
import { isProtected, protection, type ProtectionRow } from "../recipients/protected-address.ts";
import { sql } from "../sql.ts";
import { lastsUntil } from "../lasts-until.ts";
import { deleteRefusals } from "./google-refusals.ts";

/** What a ticket's object at Google is made from, and what Google has of it. */
export interface GooglePass {
  serialNumber: string;
  ticketNumber: string | null;
  offerId: string;
  style: TicketStyle;
  state: PassState;
  usesLeft: number | null;
  /** When the time is over that began with its first scan; null: it has not begun. */
  lastsUntil: Date | null;
  /** Uses left of each part; null: none was ticked off, or it has none. */
  partsLeft: number[] | null;
  endedAt: Date | null;
  version: number;
  /** 0: Google has no object yet. */
  googleVersion: number;
  /** Digest of the object at Google; null when it is unknown. */
  digest: string | null;
  erased: boolean;
  /** The holder's; Bokmål once the ticket is anonymised. */
  language: Language;
  protectedAddress: boolean;
  /** The code of the provider's own, once it is revealed. */
  ownCode?: TicketCode | undefined;
}

/** The existing ones of the tickets, in the order of the argument. */
export async function findGooglePasses(
  db: Db,
  keyRing: KeyRing,
  serialNumbers: string[],
): Promise<GooglePass[]> {
  const rows = await sql(db, { serialNumbers }).rows<
    Omit<GooglePass, "protectedAddress" | "ownCode"> &
      ProtectionRow & { recipientId: string | null }
  >(`
    select passes.serial_number, passes.ticket_number, passes.offer_id, template_versions.definition ->> 'style' as style,
      passes.state, passes.uses_left, passes.parts_left, passes.ended_at, ${lastsUntil}, passes.version, passes.google_version,
      passes.google_digest as digest, passes.erased_at is not null as erased,
      coalesce(recipients.language, claim_links.language, 'nb') as language,
      passes.recipient_id, ${protection}
    from unnest(:serialNumbers::text[]) with ordinality as asked (serial_number, position)
    join passes on passes.serial_number = asked.serial_number
    join offers on offers.id = passes.offer_id
    join template_versions on template_versions.template_id = offers.template_id
      and template_versions.version = offers.template_version
    left join recipients on recipients.id = passes.recipient_id
    left join claim_links on claim_links.id = passes.claim_link_id
    order by asked.position`);
  const codes = await findTicketCodes(db, keyRing, serialNumbers);
  return rows.map(({ recipientId, protectedAddressSealed, protectedAddress, ...pass }) => ({
    ...pass,
    ownCode: codes.get(pass.serialNumber),
    protectedAddress:
      recipientId === null
        ? pass.erased
        : isProtected(keyRing, recipientId, { protectedAddressSealed, protectedAddress }),
  }));
}

/** Records that Google's objects have these versions of tickets of one offer; otherwise as for the class. */
export async function markObjectsInGoogle(
  trx: Trx,
  offerId: string,
  shown: { serialNumber: string; version: number; digest: string }[],
): Promise<void> {
  if (shown.length === 0) return;
  const serialNumbers = shown.map(({ serialNumber }) => serialNumber);
  await sql(trx, {
    serialNumbers,
    versions: shown.map(({ version }) => version),
    digests: shown.map(({ digest }) => digest),
  }).count(`
    update passes set google_version = locked.version, google_digest = locked.digest
    from (
      select passes.serial_number, shown.version, shown.digest
      from unnest(:serialNumbers::text[], :versions::int[], :digests::text[])
        as shown (serial_number, version, digest)
      join passes on passes.serial_number = shown.serial_number
        and passes.google_version <= shown.version
      order by passes.serial_number for no key update of passes
    ) as locked
    where passes.serial_number = locked.serial_number`);
  await deleteRefusals(trx, offerId, serialNumbers);
}
