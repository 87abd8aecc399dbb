import { noCounts, offerCounts } from "../../db/offers/offer-counts.ts";
import { findOffers, type OfferFilter } from "../../db/offers/offer-list.ts";
import { usesByDay } from "../../db/offers/uses-by-day.ts";
import { providersIn } from "../../db/providers/providers.ts";
import { hasCountedDays } from "../../domain/offers/event-days.ts";
import { isFoundByOffice, type OfficeView } from "../../domain/offers/office-view.ts";
import { offerNumbers, quotaCounts, type OfferNumbers } from "../../domain/offers/offer-numbers.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { pageOf, type ListPage } from "../../domain/page-of.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps, NestableDeps } from "../deps.ts";

const pageSize = 24;

/** An approved offer as the culture office sees it. */
interface OfficeOffer {
  offer: Offer;
  /** Name of the provider. */
  provider: string;
  numbers: OfferNumbers;
}

/** Returns the numbers of each offer, by its id. */
export async function numbersOfOffers(
  { db, clock }: Pick<NestableDeps, "clock" | "db">,
  offers: readonly Offer[],
): Promise<Map<string, OfferNumbers>> {
  const idsOf = (some: readonly Offer[]) => some.map(({ id }) => id);
  const counts = await offerCounts(db, idsOf(offers));
  const days = await usesByDay(db, idsOf(offers.filter(hasCountedDays)));
  const now = clock.now();
  return new Map(
    offers.map((offer) => {
      const its = quotaCounts(counts.get(offer.id) ?? noCounts, days.get(offer.id) ?? []);
      return [offer.id, offerNumbers(offer, its, now)];
    }),
  );
}

/**
 * Returns a page of the approved offers of the culture office's providers that are in the view and have the words
 * of the search, with their numbers: those that end soonest first, of the closed and past ones the latest. Throws
 * AppError("forbidden") for other roles.
 */
export async function listOfficeOffers(
  deps: Pick<Deps, "clock" | "db">,
  { actor, view, search, page }: { actor: Actor; view: OfficeView; search: string; page: number },
): Promise<ListPage<OfficeOffer>> {
  const { db, clock } = deps;
  const offices = requireCulture(actor);
  const filter = { providerMunicipalities: offices };
  const [offers, providers] = await Promise.all([
    findOffers(
      db,
      { ...filter, ...filterOf(view, clock.now()) },
      { latestFirst: view === "ended" },
    ),
    providersIn(db, offices),
  ]);
  const names = new Map(providers.map(({ id, name }) => [id, name]));
  const found = offers
    .map((offer) => ({ offer, provider: names.get(offer.providerId) ?? "" }))
    .filter((listed) => isFoundByOffice(listed, search));
  const { items, ...where } = pageOf(found, page, pageSize);
  const numbers = await numbersOfOffers(
    deps,
    items.map(({ offer }) => offer),
  );
  const shown = items.flatMap((listed) => {
    const its = numbers.get(listed.offer.id);
    return its ? [{ ...listed, numbers: its }] : [];
  });
  return { ...where, items: shown };
}

function filterOf(view: OfficeView, now: Date): OfferFilter {
  if (view === "ended") return { closedOrEndedAt: now };
  return { states: view === "running" ? ["open", "paused"] : [view], notEndedAt: now };
}
