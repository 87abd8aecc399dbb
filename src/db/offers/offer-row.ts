import type { Texts } from "../../domain/language.ts";
import type { OfferTerms } from "../../domain/offers/offer-terms.ts";
import type { Offer, OfferCategory, OfferState, Place } from "../../domain/offers/offer.ts";

export interface OfferRow {
  id: string;
  provider_id: string;
  state: OfferState;
  template_id: string;
  template_version: number;
  content_version: number;
  cancelled_at: Date | null;
  title: Texts;
  description: Texts | null;
  category: OfferCategory;
  quota: number;
  allocated: number;
  approved_quota: number | null;
  valid_from: Date;
  valid_until: Date;
  weekdays: number[] | null;
  blackout: [string, string][] | null;
  event_doors: Date | null;
  event_start: Date | null;
  event_end: Date | null;
  age_from: number;
  age_to: number;
  municipalities: string[];
  per_recipient: number;
  companions: number;
  uses: number | null;
  uses_per_day: number | null;
  claim_within_days: number | null;
  refund_per_admission_ore: number;
  place: Place | null;
}

export const columns = `
  offers.id, offers.provider_id, offers.state, offers.template_id, offers.template_version,
  offers.content_version, offers.cancelled_at, offers.title, offers.description, offers.category, offers.quota,
  offers.allocated, offers.approved_quota, offers.valid_from, offers.valid_until, offers.weekdays, offers.blackout,
  offers.event_doors, offers.event_start, offers.event_end, offers.age_from, offers.age_to,
  offers.per_recipient, offers.companions, offers.uses, offers.uses_per_day,
  offers.claim_within_days, offers.refund_per_admission_ore, offers.place,
  array(
    select municipality_number from offer_municipalities
    where offer_municipalities.offer_id = offers.id order by municipality_number
  ) as municipalities`;

export const toOffer = (row: OfferRow): Offer => ({
  id: row.id,
  providerId: row.provider_id,
  state: row.state,
  templateId: row.template_id,
  templateVersion: row.template_version,
  contentVersion: row.content_version,
  cancelledAt: row.cancelled_at ?? undefined,
  title: row.title,
  description: row.description ?? undefined,
  category: row.category,
  quota: row.quota,
  allocated: row.allocated,
  approvedQuota: row.approved_quota ?? undefined,
  validity: { from: row.valid_from, until: row.valid_until },
  weekdays: row.weekdays ?? undefined,
  blackout: row.blackout ?? undefined,
  event:
    row.event_start && row.event_end
      ? { doors: row.event_doors ?? undefined, start: row.event_start, end: row.event_end }
      : undefined,
  ageFrom: row.age_from,
  ageTo: row.age_to,
  municipalities: row.municipalities,
  perRecipient: row.per_recipient,
  companions: row.companions,
  uses: row.uses,
  usesPerDay: row.uses_per_day ?? undefined,
  claimWithinDays: row.claim_within_days ?? undefined,
  refundPerAdmissionOre: row.refund_per_admission_ore,
  place: row.place ?? undefined,
});

const orNull = (value: object | undefined) => (value ? JSON.stringify(value) : null);

export const toOfferRow = (terms: OfferTerms) => ({
  template_id: terms.templateId,
  title: JSON.stringify(terms.title),
  description: orNull(terms.description),
  category: terms.category,
  quota: terms.quota,
  valid_from: terms.validity.from,
  valid_until: terms.validity.until,
  weekdays: terms.weekdays ?? null,
  blackout: orNull(terms.blackout),
  event_doors: terms.event?.doors ?? null,
  event_start: terms.event?.start ?? null,
  event_end: terms.event?.end ?? null,
  age_from: terms.ageFrom,
  age_to: terms.ageTo,
  per_recipient: terms.perRecipient,
  companions: terms.companions,
  uses: terms.uses,
  uses_per_day: terms.usesPerDay ?? null,
  claim_within_days: terms.claimWithinDays ?? null,
  refund_per_admission_ore: terms.refundPerAdmissionOre,
  place: orNull(terms.place),
});
