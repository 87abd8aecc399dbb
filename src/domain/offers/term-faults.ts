import type { FieldError } from "../../errors.ts";
import type { OwnCodes } from "../codes/own-codes.ts";
import { contains } from "../period.ts";
import type { OfferTerms } from "./offer.ts";
import { largestCost } from "./offer-cost.ts";
import { partFaults } from "./part-faults.ts";
import { refundPaths } from "./refund-input.ts";
import { hasUsableDay } from "./usable-days.ts";
import { contradiction, sessionFaults } from "./session-faults.ts";

/** Finds contradictions between terms; `held` are those of an approved offer, which may go on as they are. */
export function findTermFaults(terms: OfferTerms, held?: OfferTerms): FieldError[] {
  const { validity, event, ageFrom, ageTo, blackout = [], uses, usesPerDay, ownCodes } = terms;
  const closed = closingTerm(terms);
  const faults: FieldError[] = [];
  const fault = (path: string, message: string) => {
    faults.push(contradiction(path, message));
  };
  if (validity.from >= validity.until) fault("validUntil", "must be later than validFrom");
  else if (!hasUsableDay(terms, validity)) {
    const message =
      "must leave a day between validFrom and validUntil on which the ticket is valid";
    faults.push({ path: closed, code: "never_valid", message });
  } else if (
    event &&
    !hasUsableDay(terms, { from: event.doors ?? event.start, until: event.end })
  ) {
    const message = "must leave the day of the event";
    faults.push({ path: closed, code: "never_valid", message });
  }
  if (terms.hours && (event || terms.sessions)) {
    fault("hours", "must be absent where there is an event or sessions, which have their own");
  }
  faults.push(...sessionFaults(terms), ...partFaults(terms));
  if (ageFrom > ageTo) fault("ageTo", "must not be lower than ageFrom");
  if (event) {
    if (event.start >= event.end) fault("event.end", "must be later than event.start");
    if (event.doors && event.doors > event.start) {
      fault("event.doors", "must not be later than event.start");
    }
    if (!contains(validity, event.start)) {
      fault("event.start", "must lie between validFrom and validUntil");
    }
    if (event.end > validity.until) fault("event.end", "must not be later than validUntil");
  }
  blackout.forEach(([first, last], i) => {
    if (first > last) fault(`blackout[${i}]`, "must name the first day before the last");
  });
  const { refundPerAdmissionOre: rate, refundCapPerTicketOre, refundCapOre } = terms;
  for (const [name, cap] of Object.entries({ refundCapPerTicketOre, refundCapOre })) {
    if (cap !== undefined && cap < rate) {
      fault(memberOf(name as keyof OfferTerms), "must not be lower than the refund");
    }
  }
  if (largestCost(terms) === undefined && !(held && largestCost(held) === undefined)) {
    const message = "is needed for a refund for each admission with unlimited uses";
    faults.push({ path: refundPaths.refundCapOre, code: "no_ceiling", message });
  }
  if (ownCodes) faults.push(...ownCodesFaults(terms, ownCodes));
  else if (terms.refundPer === "code") {
    fault(
      refundPaths.refundPer,
      "must be another one for tickets with the barcode of this service",
    );
  }
  if (terms.validFor && uses === 1) {
    fault(
      "uses",
      "must be null or more than 1 with validFor, since a ticket used once has no time",
    );
  }
  if (uses !== null && usesPerDay !== undefined && usesPerDay > uses) {
    fault("usesPerDay", "must not be higher than uses");
  }
  return faults;
}

/** The term that leaves no day: the opening hours where days are left without them. */
function closingTerm({ hours, ...terms }: OfferTerms): "hours" | "weekdays" | "blackout" {
  if (hours && hasUsableDay(terms, terms.validity)) return "hours";
  return terms.weekdays ? "weekdays" : "blackout";
}

/** A provider's code is used once, where we cannot count. */
function ownCodesFaults(
  { uses, refundPer, refundPerAdmissionOre }: OfferTerms,
  { redeemAt, redeemUrl, reportsUse }: OwnCodes,
): FieldError[] {
  return [
    ...(uses === 1 ? [] : [contradiction("uses", "must be 1 for tickets with your own codes")]),
    ...(refundPerAdmissionOre > 0 && reportsUse === "none" && refundPer !== "code"
      ? [
          contradiction(
            refundPaths.refundPerAdmissionOre,
            "must be 0, or for each code, where use is not reported",
          ),
        ]
      : []),
    ...(redeemAt === "web" && redeemUrl === undefined
      ? [contradiction("redeemUrl", "is needed for codes that are used on the web")]
      : []),
  ];
}

/** The path of a term in the request body. */
export const memberOf = (term: keyof OfferTerms): string =>
  (refundPaths as Partial<Record<keyof OfferTerms, string>>)[term] ?? term;
