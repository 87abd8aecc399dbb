import { hasWords } from "../has-words.ts";
import { isChangeWaiting } from "./pending-change.ts";
import type { Offer } from "./offer.ts";

/** Which of the approved offers a culture office looks at. */
export const officeViews = ["running", "open", "paused", "ended"] as const;
export type OfficeView = (typeof officeViews)[number];

/** Which of the offers that wait for it a culture office looks at. */
export const reviewViews = ["all", "new", "change"] as const;
export type ReviewView = (typeof reviewViews)[number];

/** Whether the view has an offer that waits for the office, or a change of which does. */
export const isInReviewView = (offer: Pick<Offer, "pendingChange">, view: ReviewView): boolean =>
  view === "all" || isChangeWaiting(offer) === (view === "change");

/** Whether every word of the search stands in the offer's titles, its place or its provider's name. */
export const isFoundByOffice = (
  { offer, provider }: { offer: Pick<Offer, "title" | "place">; provider: string },
  search: string,
): boolean =>
  hasWords([...Object.values(offer.title), offer.place?.name, provider].join(" "), search);
