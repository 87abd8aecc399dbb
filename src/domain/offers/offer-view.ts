import { hasWords } from "../has-words.ts";
import { isUnapproved } from "./offer-state.ts";
import type { Offer } from "./offer.ts";
import { isChangeWaiting } from "./pending-change.ts";

/** Which of its offers a provider looks at. */
export const offerViews = ["current", "unsent", "waiting", "open", "paused", "archive"] as const;
export type OfferView = (typeof offerViews)[number];

type Viewed = Pick<
  Offer,
  "state" | "validity" | "pendingChange" | "title" | "place" | "externalId"
>;

/** Whether the offer is over or closed, so that its provider has nothing more to do with it. */
const isArchived = ({ state, validity }: Viewed, now: Date): boolean =>
  state === "closed" || (validity.until <= now && !isUnapproved(state));

/** Whether the view at the time has the offer; `waiting` for the culture office, also with a change. */
export function isInView(offer: Viewed, view: OfferView, now: Date): boolean {
  if (isArchived(offer, now)) return view === "archive";
  switch (view) {
    case "current":
      return true;
    case "unsent":
      return isUnapproved(offer.state);
    case "waiting":
      return offer.state === "submitted" || isChangeWaiting(offer);
    case "open":
    case "paused":
      return offer.state === view;
    case "archive":
      return false;
  }
}

/** Whether every word of the search stands in the offer's titles, place or external id. */
export const isFound = ({ title, place, externalId }: Viewed, search: string): boolean =>
  hasWords([...Object.values(title), place?.name, externalId].join(" "), search);
