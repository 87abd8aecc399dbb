import { municipalityNames } from "../../db/municipalities.ts";
import { findOffers, type OfferFilter } from "../../db/offers/offer-list.ts";
import { findProviders } from "../../db/providers/providers.ts";
import { isFoundByOffice, type OfficeView } from "../../domain/offers/office-view.ts";
import type { OfferNumbers } from "../../domain/offers/offer-numbers.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { pageOf, type ListPage } from "../../domain/page-of.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";
import { numbersOfOffers } from "./numbers-of-offers.ts";

const pageSize = 24;

/** An approved offer as the culture office sees it. */
interface OfficeOffer {
  offer: Offer;
  /** Name of the provider. */
  provider: string;
  /** Name of the municipality whose office approved it; undefined: this office. */
  approvedBy: string | undefined;
  /** Names of the office's municipalities that declined it. */
  declinedIn: string[];
  /** Of the office's own municipalities. */
  numbers: OfferNumbers;
}

/**
 * Returns a page of the approved offers of the culture office's providers, and of those for its municipalities'
 * children, that are in the view and have the words of the search, with their numbers: those that end soonest first,
 * of the closed and past ones the latest. Throws AppError("forbidden") for other roles.
 */
export async function listOfficeOffers(
  deps: Pick<Deps, "clock" | "db">,
  { actor, view, search, page }: { actor: Actor; view: OfficeView; search: string; page: number },
): Promise<ListPage<OfficeOffer>> {
  const { db, clock } = deps;
  const offices = requireCulture(actor);
  const [offers, names] = await Promise.all([
    findOffers(db, { offices, ...filterOf(view, clock.now()) }, { latestFirst: view === "ended" }),
    municipalityNames(db),
  ]);
  const providers = await findProviders(db, [...new Set(offers.map((each) => each.providerId))]);
  const found = offers
    .map((offer) => ({ offer, provider: providers.get(offer.providerId)?.name ?? "" }))
    .filter((listed) => isFoundByOffice(listed, search));
  const { items, ...where } = pageOf(found, page, pageSize);
  const numbers = await numbersOfOffers(
    deps,
    offices,
    items.map(({ offer }) => offer),
  );
  const nameOf = (number: string) => names.get(number) ?? number;
  const shown = items.flatMap((listed): OfficeOffer[] => {
    const { id, providerId, declinedIn = [] } = listed.offer;
    const its = numbers.get(id);
    const { municipality = "" } = providers.get(providerId) ?? {};
    const approvedBy = offices.includes(municipality) ? undefined : nameOf(municipality);
    const own = declinedIn.filter((number) => offices.includes(number)).map(nameOf);
    return its ? [{ ...listed, approvedBy, declinedIn: own, numbers: its }] : [];
  });
  return { ...where, items: shown };
}

function filterOf(view: OfficeView, now: Date): OfferFilter {
  if (view === "ended") return { closedOrEndedAt: now };
  return { states: view === "running" ? ["open", "paused"] : [view], notEndedAt: now };
}
