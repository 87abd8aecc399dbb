import type { OfferTerms, Place } from "../../domain/offers/offer.ts";
import type { OfferMoveFrom } from "../../domain/offers/offer-move.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type {
  TemplateColors,
  TemplateField,
  TicketNote,
  TicketStyle,
} from "../../domain/templates/template.ts";
import type { Db } from "../connect.ts";
import { withEvent, type EventColumns } from "../event-times.ts";
import { lastsUntil } from "../lasts-until.ts";
import { movedColumns, moveOf, type MovedRow } from "../moved-from.ts";
import { omitNulls, sql } from "../sql.ts";
import { withValidity, type ValidityRow } from "../validity.ts";

/** A ticket as its holder reads it on a page or on paper; the wallets need only its serial number. */
export interface ClaimedTicket extends Pick<
  OfferTerms,
  | "title"
  | "description"
  | "category"
  | "validity"
  | "weekdays"
  | "blackout"
  | "hours"
  | "event"
  | "sessions"
  | "place"
  | "uses"
  | "usesPerDay"
  | "validFor"
  | "parts"
  | "ownCodes"
> {
  /** Its recipient, or the link that opens a complimentary one. */
  holderId: string;
  serialNumber: string;
  /** As stored; null once the ticket is anonymised. */
  ticketNumber: string | null;
  offerId: string;
  state: PassState;
  provider: string;
  usesLeft: number | null;
  /** When the time is over that began with its first scan; null: it has not begun. */
  lastsUntil: Date | null;
  /** Uses left of each part; null: none was ticked off, or it has none. */
  partsLeft: number[] | null;
  /** How many the door lets in: 1 + companions. */
  admits: number;
  endedAt: Date | null;
  /** Taken into a wallet or printed. */
  fetchedAt: Date | null;
  /** null: no deadline, or not since it was handed out. */
  claimUntil: Date | null;
  /** When it is given back, unless it is kept until then. */
  returnAt: Date | null;
  /** When time or place last changed after the approval, and what the ticket said before. */
  movedAt: Date | null;
  movedFrom: OfferMoveFrom;
  style: TicketStyle;
  colors: TemplateColors;
  /** Texts of the template's back: how to use the ticket, and on what conditions. */
  notes: TicketNote[];
  /** The provider's own place. */
  providerPlace?: Place | undefined;
  /** Content hash of the template's picture, for `/images/{hash}.png`. */
  heroHash?: string | undefined;
  /** Content hash of the template's logo. */
  logoHash?: string | undefined;
}

type TicketRow = ValidityRow<Omit<ClaimedTicket, "event" | "sessions" | "notes" | "movedFrom">> &
  EventColumns &
  MovedRow & { back: TemplateField[] };

function ticketOf({ back, ...whole }: TicketRow): ClaimedTicket {
  const { movedFromStart, movedFromDoors, movedFromEnd, movedFromHours, movedFromPlace, ...rest } =
    whole;
  const { movedSessions, ...row } = rest;
  const movedFrom = moveOf({
    movedFromStart,
    movedFromDoors,
    movedFromEnd,
    movedSessions,
    movedFromHours,
    movedFromPlace,
  });
  const notes = back.flatMap(({ label, value }) =>
    "text" in value ? [{ label, text: value.text }] : [],
  );
  const ticket = { ...row, notes, movedFrom };
  return omitNulls(
    withEvent<ClaimedTicket>(
      withValidity<Omit<ClaimedTicket, "event" | "sessions"> & EventColumns>(ticket),
    ),
    "description",
    "weekdays",
    "blackout",
    "hours",
    "place",
    "usesPerDay",
    "validFor",
    "parts",
    "providerPlace",
    "heroHash",
    "logoHash",
    "ownCodes",
  );
}

/**
 * The holders' tickets, or those of a hand-out: live ones by nearest end first, those of one offer together, then
 * ended ones, latest first; without those that were replaced, and those whose allocation can be undone or was.
 */
export async function claimedTickets(
  db: Db,
  of: { holderIds: string[] } | { handOutId: string },
): Promise<ClaimedTicket[]> {
  const isAsked =
    "holderIds" in of
      ? "(passes.recipient_id = any(:holderIds::uuid[]) or passes.claim_link_id = any(:holderIds::uuid[]))"
      : "passes.claim_link_id in (select id from claim_links where hand_out_id = :handOutId)";
  const rows = await sql(db, of).rows<TicketRow>(`
    select coalesce(passes.recipient_id, passes.claim_link_id) as holder_id,
      passes.serial_number, passes.ticket_number, passes.offer_id, passes.state, offers.title, offers.description,
      offers.category, providers.name as provider,
      providers.place as provider_place, offers.valid_from, offers.valid_until,
      offers.weekdays, offers.blackout, offers.hours, offers.event_doors, offers.event_start, offers.event_end, offers.sessions,
      offers.place, offers.uses, passes.uses_left, offers.uses_per_day, offers.valid_for, offers.parts,
      passes.parts_left, ${lastsUntil},
      1 + offers.companions as admits, passes.ended_at, passes.fetched_at,
      case when passes.handed_out_at is null then passes.claim_until end as claim_until, passes.return_at,
      ${movedColumns},
      template_versions.definition ->> 'style' as style,
      template_versions.definition -> 'fields' -> 'back' as back,
      template_versions.definition -> 'colors' as colors, template_images.hash as hero_hash,
      logos.hash as logo_hash,
      offers.own_codes
    from passes
    join offers on offers.id = passes.offer_id
    join providers on providers.id = offers.provider_id
    join template_versions on template_versions.template_id = offers.template_id
      and template_versions.version = offers.template_version
    left join template_images on template_images.template_id = offers.template_id
      and template_images.version = offers.template_version
      and template_images.name = 'google-hero.png'
    left join template_images as logos on logos.template_id = offers.template_id
      and logos.version = offers.template_version
      and logos.name = 'logo@3x.png'
    where ${isAsked} and passes.replaced_by is null
      and (passes.held_until is null or passes.issued_at is not null)
    order by (passes.ended_at is not null), passes.ended_at desc, offers.valid_until,
      offers.id, passes.serial_number`);
  return rows.map(ticketOf);
}
