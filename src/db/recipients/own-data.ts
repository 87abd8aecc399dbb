import type { Texts } from "../../domain/language.ts";
import type { Db } from "../connect.ts";
import { lastsUntil } from "../lasts-until.ts";
import { sql } from "../sql.ts";

/** A scan of a ticket. */
export interface OwnUse {
  scannedAt: string;
  receivedAt: string;
  entrance: string | null;
  accepted: boolean;
  reason: string | null;
  admitted: number | null;
  usesLeft: number | null;
  /** When the door staff undid the redemption; null: they did not. */
  undoneAt: string | null;
  /** Let in without coverage after the last use was taken. */
  extra: string | null;
  /** Took no use, being made while the ticket's time ran. */
  reentry: boolean;
  /** Key of the part that was ticked off; null: the ticket has none. */
  part: string | null;
}

/** What is stored of a ticket's way and use, and which only its holder sees. */
export interface OwnTicket {
  serialNumber: string;
  /** By which its provider's system knows it. */
  providerTicketId: string | null;
  ticketNumber: string | null;
  title: Texts;
  provider: string;
  state: string;
  usesLeft: number | null;
  createdAt: Date;
  issuedAt: Date | null;
  fetchedAt: Date | null;
  /** When the time is over that began with its first scan; null: it has not begun. */
  lastsUntil: Date | null;
  /** Uses left of each part; null: none was ticked off, or it has none. */
  partsLeft: number[] | null;
  claimUntil: Date | null;
  returnAt: Date | null;
  endedAt: Date | null;
  replacedBy: string | null;
  inGoogle: boolean | null;
  code: {
    state: string;
    expiresAt: string | null;
    revealedOn: string | null;
    question: string | null;
  } | null;
  uses: OwnUse[];
  phones: { since: string }[];
  downloads: { version: number; served: number }[];
  google: { type: "save" | "del"; at: string }[];
  googleNotices: { at: string }[];
  providerEvents: { event: string; at: string; state: string }[];
  /** Why it was reminded of, by which message. */
  reminders: { kind: string; messageId: string; at: string }[];
}

const listOf = (fields: string, rest: string, order: string) =>
  `(select coalesce(jsonb_agg(jsonb_build_object(${fields}) order by ${order}), '[]') from ${rest})`;

/**
 * All tickets of a link's holders: those that lead to the recipients, or the one that a link of its own opens, with
 * those that were replaced, the latest first.
 */
export function ownTickets(db: Db, holderIds: string[]): Promise<OwnTicket[]> {
  const ofTicket = "serial_number = passes.serial_number";
  return sql(db, { holderIds }).rows(`
    select passes.serial_number, passes.provider_ticket_id, passes.ticket_number, offers.title, providers.name as provider,
      passes.state, passes.uses_left, passes.parts_left, passes.created_at, passes.issued_at, passes.fetched_at, ${lastsUntil},
      passes.claim_until, passes.return_at, passes.ended_at, passes.replaced_by,
      passes.google_saved as in_google,
      (select jsonb_build_object('state', state, 'expiresAt', expires_at, 'revealedOn', revealed_on,
        'question', question)
       from provider_codes where ${ofTicket}) as code,
      ${listOf(
        `'scannedAt', scanned_at, 'receivedAt', received_at, 'entrance', door_devices.name,
         'accepted', accepted, 'reason', redemptions.reason, 'admitted', admitted,
         'usesLeft', redemptions.uses_left, 'undoneAt', undone_at, 'extra', extra_admissions.reason,
         'reentry', reentries.redemption_id is not null,
         'part', offers.parts -> (redemptions.part - 1) ->> 'key'`,
        `redemptions
         left join door_devices on door_devices.id = redemptions.door_device_id
         left join redemption_undos on redemption_undos.redemption_id = redemptions.id
         left join extra_admissions on extra_admissions.redemption_id = redemptions.id
         left join reentries on reentries.redemption_id = redemptions.id
         where redemptions.${ofTicket}`,
        "scanned_at desc, redemptions.id",
      )} as uses,
      ${listOf("'since', created_at", `registrations where ${ofTicket}`, "created_at")} as phones,
      ${listOf(
        "'version', version, 'served', served",
        `phone_fetches where ${ofTicket}`,
        "version",
      )} as downloads,
      ${listOf("'type', type, 'at', at", `google_events where ${ofTicket}`, "at")} as google,
      ${listOf("'at', at", "google_notices where id = passes.serial_number", "at")} as google_notices,
      ${listOf(
        "'event', event, 'at', created_at, 'state', state",
        "webhook_deliveries as told where ticket_id = passes.provider_ticket_id",
        "created_at",
      )} as provider_events,
      ${listOf(
        "'kind', kind, 'messageId', message_id, 'at', created_at",
        `reminders where ${ofTicket}`,
        "created_at, kind",
      )} as reminders
    from passes
    join offers on offers.id = passes.offer_id
    join providers on providers.id = offers.provider_id
    where (passes.recipient_id = any(:holderIds::uuid[]) or passes.claim_link_id = any(:holderIds::uuid[]))
    order by passes.created_at desc, passes.serial_number`);
}
