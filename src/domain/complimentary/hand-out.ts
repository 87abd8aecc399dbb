import type { Offer } from "../offers/offer.ts";
import { revisionOf } from "../revision.ts";

/** The most that a provider may set aside of an offer; the database holds it, too. */
export const mostSetAside = 10_000;
/** The most complimentary tickets of one hand-out. */
export const mostHandedOut = 200;

export const handOutForms = ["links", "print"] as const;
/** How tickets reach their holders: by a claim link for each, or printed by the side that hands them out. */
export type HandOutForm = (typeof handOutForms)[number];

/** How many complimentary tickets of an offer are set aside, and how many of them are out. */
export interface ComplimentaryQuota {
  setAside: number;
  given: number;
}

export type HandOutRefusal =
  | { reason: "not_open" | "own_codes" }
  | { reason: "not_set_aside" | "above_limit"; mostPossible: number };

/**
 * Why complimentary tickets cannot be handed out now; undefined when they can. A provider sets aside what it hands
 * out, up to the limit; the culture office hands out what is set aside. An offer with codes of the provider's own has
 * none: each code is one of NAV's places, and the provider hands its codes out itself.
 */
export function refusalOfHandOut(
  offer: Pick<Offer, "state" | "validity" | "ownCodes">,
  { setAside, given }: ComplimentaryQuota,
  { count, role, now }: { count: number; role: "provider" | "culture"; now: Date },
): HandOutRefusal | undefined {
  if (offer.state !== "open" || offer.validity.until <= now) return { reason: "not_open" };
  if (offer.ownCodes) return { reason: "own_codes" };
  const free = (role === "provider" ? mostSetAside : setAside) - given;
  if (count > free) {
    return { reason: role === "provider" ? "above_limit" : "not_set_aside", mostPossible: free };
  }
  return undefined;
}

/** What two people may change of an offer's complimentary tickets. */
export const revisedQuota = ({ setAside }: Pick<ComplimentaryQuota, "setAside">) => ({ setAside });

/** Returns a hash of what two people may change of an offer's complimentary tickets. */
export const quotaRevision = (quota: Pick<ComplimentaryQuota, "setAside">): string =>
  revisionOf(revisedQuota(quota));
