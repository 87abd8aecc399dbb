import type { Offer } from "../offers/offer.ts";
import { isOpenAt, type OpeningHours } from "../offers/opening-hours.ts";
import { isSessionOn } from "../offers/sessions.ts";
import type { Pass } from "../passes/pass.ts";
import { contains, dayInOslo, weekdayInOslo } from "../period.ts";

export const redemptionReasons = [
  "unknown_barcode",
  "other_provider",
  "revoked",
  "returned",
  "lapsed",
  "not_yet_valid",
  "expired",
  "time_up",
  "closed_day",
  "used_up",
  "daily_limit",
  "between_sessions",
  "closed_now",
  "other_part",
] as const;
export type RedemptionReason = (typeof redemptionReasons)[number];

export interface RedeemablePass
  extends
    Pick<Pass, "providerId" | "state" | "usesLeft" | "endedAt">,
    Pick<Offer, "validity" | "weekdays" | "blackout" | "hours" | "sessions" | "usesPerDay"> {
  /** Longer opening hours that still hold until an instant, after they were shortened; empty: any time of day. */
  hoursBefore?: { hours: OpeningHours[]; until: Date } | undefined;
  /** Accepted uses on the Oslo day of the scan. */
  usedThatDay: number;
  /** When the time is over that began with its first scan; null: it has not begun. */
  lastsUntil: Date | null;
}

export type RedemptionDecision =
  | { accepted: true; usesLeft: number | null; nextState: Pass["state"] }
  | { accepted: false; reason: RedemptionReason };

const refuse = (reason: RedemptionReason): RedemptionDecision => ({ accepted: false, reason });

/**
 * Decides whether a provider's door admits the holder of a ticket at an instant. The first rule that
 * refuses wins, so their order is what door staff read. A scan may be judged later than it was made: the
 * rules of time apply to the time of the scan, but a ticket that was revoked, returned or lapsed since is
 * refused, since its place may be taken.
 */
export function decideRedemption(
  pass: RedeemablePass | undefined,
  providerId: string,
  at: Date,
): RedemptionDecision {
  if (pass === undefined || pass.state === "pending") return refuse("unknown_barcode");
  if (pass.providerId !== providerId) return refuse("other_provider");
  if (pass.state === "revoked" || pass.state === "returned" || pass.state === "lapsed") {
    return refuse(pass.state);
  }
  if (at < pass.validity.from) return refuse("not_yet_valid");
  if (!contains(pass.validity, at) || hadExpired(pass, at) || isPast(pass, at)) {
    return refuse("expired");
  }
  if (pass.lastsUntil !== null && at >= pass.lastsUntil) return refuse("time_up");
  if (isClosed(pass, at)) return refuse("closed_day");
  if (pass.usesLeft === 0) return refuse("used_up");
  if (pass.usesPerDay !== undefined && pass.usedThatDay >= pass.usesPerDay) {
    return refuse("daily_limit");
  }
  // Last, since a ticket that is used up is not sent to the next session or opening.
  if (pass.sessions && !isSessionOn(pass.sessions, at)) return refuse("between_sessions");
  if (pass.hours && !isOpenAt(pass.hours, at) && !wasOpen(pass, at)) return refuse("closed_now");
  const usesLeft = pass.usesLeft === null ? null : pass.usesLeft - 1;
  return {
    accepted: true,
    usesLeft,
    nextState: usesLeft === 0 && pass.state === "active" ? "used" : pass.state,
  };
}

const hadExpired = ({ state, endedAt }: RedeemablePass, at: Date) =>
  state === "expired" && (endedAt === null || endedAt <= at);

/** Whether all its sessions are over. */
const isPast = ({ sessions }: RedeemablePass, at: Date) =>
  sessions?.every(({ end }) => end <= at) ?? false;

/** A scan that comes late was made by the hours that held then. */
const wasOpen = ({ hoursBefore }: RedeemablePass, at: Date) =>
  hoursBefore !== undefined &&
  at < hoursBefore.until &&
  (hoursBefore.hours.length === 0 || isOpenAt(hoursBefore.hours, at));

function isClosed({ weekdays, blackout }: RedeemablePass, at: Date): boolean {
  if (weekdays && !weekdays.includes(weekdayInOslo(at))) return true;
  const day = dayInOslo(at);
  return blackout?.some(([first, last]) => first <= day && day <= last) ?? false;
}
