import type { Texts } from "../../domain/language.ts";
import type { EventTimes, OfferCategory, Place } from "../../domain/offers/offer.ts";
import type { Period } from "../../domain/period.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type { TemplateColors, TicketStyle } from "../../domain/templates/template.ts";
import type { Db } from "../connect.ts";

/** A ticket as its holder reads it on a page or on paper; the wallets need only its serial number. */
export interface ClaimedTicket {
  serialNumber: string;
  offerId: string;
  state: PassState;
  title: Texts;
  description?: Texts | undefined;
  category: OfferCategory;
  provider: string;
  validity: Period;
  weekdays?: number[] | undefined;
  blackout?: [first: string, last: string][] | undefined;
  event?: EventTimes | undefined;
  place?: Place | undefined;
  /** null: unlimited. */
  uses: number | null;
  usesLeft: number | null;
  usesPerDay?: number | undefined;
  /** How many the door lets in: 1 + companions. */
  admits: number;
  endedAt: Date | null;
  /** Taken into a wallet or printed. */
  fetchedAt: Date | null;
  claimUntil: Date | null;
  style: TicketStyle;
  colors: TemplateColors;
  /** Content hash of the template's picture, for `/images/{hash}.png`. */
  heroHash?: string | undefined;
}

interface TicketRow {
  serial_number: string;
  offer_id: string;
  state: PassState;
  title: Texts;
  description: Texts | null;
  category: OfferCategory;
  provider: string;
  valid_from: Date;
  valid_until: Date;
  weekdays: number[] | null;
  blackout: [string, string][] | null;
  event_doors: Date | null;
  event_start: Date | null;
  event_end: Date | null;
  place: Place | null;
  uses: number | null;
  uses_left: number | null;
  uses_per_day: number | null;
  admits: number;
  ended_at: Date | null;
  fetched_at: Date | null;
  claim_until: Date | null;
  style: TicketStyle;
  colors: TemplateColors;
  hero_hash: string | null;
}

const ticketOf = (row: TicketRow): ClaimedTicket => ({
  serialNumber: row.serial_number,
  offerId: row.offer_id,
  state: row.state,
  title: row.title,
  ...(row.description && { description: row.description }),
  category: row.category,
  provider: row.provider,
  validity: { from: row.valid_from, until: row.valid_until },
  ...(row.weekdays && { weekdays: row.weekdays }),
  ...(row.blackout && { blackout: row.blackout }),
  ...(row.event_start &&
    row.event_end && {
      event: {
        ...(row.event_doors && { doors: row.event_doors }),
        start: row.event_start,
        end: row.event_end,
      },
    }),
  ...(row.place && { place: row.place }),
  uses: row.uses,
  usesLeft: row.uses_left,
  ...(row.uses_per_day !== null && { usesPerDay: row.uses_per_day }),
  admits: row.admits,
  endedAt: row.ended_at,
  fetchedAt: row.fetched_at,
  claimUntil: row.claim_until,
  style: row.style,
  colors: row.colors,
  ...(row.hero_hash !== null && { heroHash: row.hero_hash }),
});

/** A recipient's tickets: live ones by nearest end first, then ended ones, latest first. */
export async function claimedTickets(db: Db, recipientId: string): Promise<ClaimedTicket[]> {
  const { rows } = await db.raw<{ rows: TicketRow[] }>(
    `select passes.serial_number, passes.offer_id, passes.state, offers.title, offers.description,
       offers.category, providers.name as provider, offers.valid_from, offers.valid_until,
       offers.weekdays, offers.blackout, offers.event_doors, offers.event_start, offers.event_end,
       offers.place, offers.uses, passes.uses_left, offers.uses_per_day,
       1 + offers.companions as admits, passes.ended_at, passes.fetched_at, passes.claim_until,
       template_versions.definition ->> 'style' as style,
       template_versions.definition -> 'colors' as colors, template_images.hash as hero_hash
     from passes
     join offers on offers.id = passes.offer_id
     join providers on providers.id = offers.provider_id
     join template_versions on template_versions.template_id = offers.template_id
       and template_versions.version = offers.template_version
     left join template_images on template_images.template_id = offers.template_id
       and template_images.version = offers.template_version
       and template_images.name = 'google-hero.png'
     where passes.recipient_id = ?
     order by (passes.ended_at is not null), passes.ended_at desc, offers.valid_until,
       passes.serial_number`,
    [recipientId],
  );
  return rows.map(ticketOf);
}
