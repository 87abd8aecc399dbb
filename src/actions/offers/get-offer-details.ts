import { findComplimentaryQuota } from "../../db/complimentary/complimentary-quotas.ts";
import { offerCounts, type OfferCounts } from "../../db/offers/offer-counts.ts";
import { usesByDay, type DayUses } from "../../db/offers/uses-by-day.ts";
import { textExceptionsOf } from "../../db/offers/text-exceptions.ts";
import { municipalityNames } from "../../db/municipalities.ts";
import { findProvider } from "../../db/providers/providers.ts";
import {
  latestReviews,
  reasonOfReturnedChange,
  returnedOffer,
  type Review,
} from "../../db/offers/reviews.ts";
import { findTemplateVersion, type TemplateVersion } from "../../db/templates/template-versions.ts";
import { hasCountedDays } from "../../domain/offers/event-days.ts";
import { textsOfTerms } from "../../domain/offers/texts-of-terms.ts";
import { textsToAccept, type TextToAccept } from "../../domain/offers/text-exceptions.ts";
import {
  isChangeWaiting,
  termsToChange,
  withPendingTerms,
} from "../../domain/offers/pending-change.ts";
import type { Offer, OfferTerms } from "../../domain/offers/offer.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { contentOf } from "../../wallets/content.ts";
import type { Actor, Deps } from "../deps.ts";
import { offerNotFound } from "../access/offer-access.ts";
import type { SampleTicket } from "../templates/sample-ticket.ts";
import { getOffer } from "./get-offer.ts";

/** The content of an offer's page. */
export interface OfferDetails {
  offer: Offer;
  provider: Provider;
  counts: OfferCounts;
  /** Of an offer with several dates. */
  byDay: DayUses[];
  /** Number of complimentary tickets that are out. */
  complimentary: number;
  /** The culture office's latest decision. */
  review: Review | undefined;
  /** A sample of its tickets. */
  ticket: SampleTicket;
  /** A sample with the terms of the pending change; undefined without one. */
  pendingTicket: SampleTicket | undefined;
  /** The template as its tickets look now, and as they would with what waits; the same where no look waits. */
  looks: { now: TemplateVersion; pending: TemplateVersion };
  /** Of a submitted offer, how it was when the culture office last returned it. */
  returned: { terms: OfferTerms; look: TemplateVersion | undefined } | undefined;
  /** Of a change that waits, why the one before it was returned. */
  returnedChange: string | undefined;
  municipalities: ReadonlyMap<string, string>;
  /** The texts with a word of the deny-list that wait for the culture office, none of a returned change. */
  textsToAccept: TextToAccept[];
}

/**
 * An offer's details for the actors who manage it; counts of the offer, never of a person. Throws
 * AppError("not_found") for others.
 */
export async function getOfferDetails(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<OfferDetails> {
  const offer = await getOffer({ db }, { actor, offerId });
  const [provider, counts, days, { given }, reviews, template, municipalities, exceptions] =
    await Promise.all([
      findProvider(db, offer.providerId),
      offerCounts(db, [offer.id]),
      usesByDay(db, hasCountedDays(offer) ? [offer.id] : []),
      findComplimentaryQuota(db, offer.id),
      latestReviews(db, [offer.id]),
      findTemplateVersion(db, offer.templateId, offer.templateVersion),
      municipalityNames(db),
      textExceptionsOf(db, [offer.id]),
    ]);
  const count = counts.get(offer.id);
  if (!provider || !template || !count) throw offerNotFound();
  const ticketOf = (
    shown: Offer,
    { definition, images, imageHashes }: TemplateVersion,
  ): SampleTicket => ({
    content: contentOf(definition, shown, provider),
    images,
    imageHashes,
    uses: offer.uses,
  });
  const { pendingChange } = offer;
  const look = pendingChange?.templateVersion;
  const pendingTemplate =
    (look === undefined ? undefined : await findTemplateVersion(db, offer.templateId, look)) ??
    template;
  const isSubmitted = offer.state === "submitted";
  const before = isSubmitted ? await returnedOffer(db, offer.id) : undefined;
  return {
    offer,
    looks: { now: template, pending: pendingTemplate },
    returned: before && {
      terms: before.terms,
      look: await findTemplateVersion(db, before.terms.templateId, before.templateVersion),
    },
    returnedChange: isChangeWaiting(offer) ? await reasonOfReturnedChange(db, offer.id) : undefined,
    provider,
    counts: count,
    byDay: days.get(offer.id) ?? [],
    complimentary: given,
    review: reviews.get(offer.id),
    ticket: ticketOf(offer, template),
    pendingTicket:
      pendingChange && ticketOf(withPendingTerms(offer, pendingChange.terms), pendingTemplate),
    municipalities,
    textsToAccept: textsToAccept(
      exceptions.get(offer.id) ?? [],
      textsOfTerms(termsToChange(offer)),
    ),
  };
}
