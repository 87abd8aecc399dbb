import type { FieldError } from "../../errors.ts";
import { stringify as canonicalJson } from "safe-stable-stringify";
import type { OfferBody, OfferChanges } from "./offer-input.ts";
import type { EventTimes, Offer } from "./offer.ts";
import { contains, validityFrom, validityUntil } from "../period.ts";

/** What the provider decides about an offer; the rest of it is the service's. */
export type OfferTerms = Omit<
  Offer,
  | "id"
  | "providerId"
  | "state"
  | "templateVersion"
  | "contentVersion"
  | "cancelledAt"
  | "allocated"
  | "approvedQuota"
>;

const eventOf = (event: NonNullable<OfferBody["event"]>): EventTimes => ({
  doors: event.doors ? new Date(event.doors) : undefined,
  start: new Date(event.start),
  end: new Date(event.end),
});

const unique = <T>(values: T[]): T[] => [...new Set(values)].sort();

/** The terms that the body names: dates become instants of Oslo. */
export function termsOf(body: OfferBody): OfferTerms {
  return {
    templateId: body.templateId,
    title: body.title,
    description: body.description ?? undefined,
    category: body.category,
    quota: body.quota,
    validity: { from: validityFrom(body.validFrom), until: validityUntil(body.validUntil) },
    weekdays: body.weekdays ? unique(body.weekdays) : undefined,
    blackout: body.blackout?.length ? body.blackout : undefined,
    event: body.event ? eventOf(body.event) : undefined,
    ageFrom: body.ageFrom,
    ageTo: body.ageTo,
    municipalities: unique(body.municipalities),
    perRecipient: body.perRecipient,
    companions: body.companions,
    uses: body.uses,
    usesPerDay: body.usesPerDay ?? undefined,
    claimWithinDays: body.claimWithinDays ?? undefined,
    refundPerAdmissionOre: body.refundPerAdmissionOre ?? 0,
    place: body.place ?? undefined,
  };
}

/** An offer's terms alone. */
export const termsIn = (offer: OfferTerms): OfferTerms => termsOf(bodyOf(offer));

/** The same terms as a body: what a change is laid over. */
function bodyOf(terms: OfferTerms): OfferBody {
  const { validity, event, ...rest } = terms;
  return {
    ...rest,
    validFrom: validity.from.toISOString(),
    validUntil: validity.until.toISOString(),
    event: event && {
      doors: event.doors?.toISOString(),
      start: event.start.toISOString(),
      end: event.end.toISOString(),
    },
  };
}

/** The terms after the change: what is absent stays, null takes an optional term away. */
export function changeTerms(terms: OfferTerms, changes: OfferChanges): OfferTerms {
  const present = Object.entries(changes).filter(([, value]) => value !== undefined);
  return termsOf({ ...bodyOf(terms), ...(Object.fromEntries(present) as Partial<OfferBody>) });
}

/** Faults that only several terms together show, each at the field to mend. */
export function findTermFaults(terms: OfferTerms): FieldError[] {
  const { validity, event, ageFrom, ageTo, blackout = [], uses, usesPerDay } = terms;
  const faults: FieldError[] = [];
  const fault = (path: string, message: string) => {
    faults.push({ path, code: "contradiction", message });
  };
  if (validity.from >= validity.until) fault("validUntil", "must be later than validFrom");
  if (ageFrom > ageTo) fault("ageTo", "must not be lower than ageFrom");
  if (event) {
    if (event.start >= event.end) fault("event.end", "must be later than event.start");
    if (event.doors && event.doors > event.start) {
      fault("event.doors", "must not be later than event.start");
    }
    if (!contains(validity, event.start)) {
      fault("event.start", "must lie between validFrom and validUntil");
    }
  }
  blackout.forEach(([first, last], i) => {
    if (first > last) fault(`blackout[${i}]`, "must name the first day before the last");
  });
  if (uses !== null && usesPerDay !== undefined && usesPerDay > uses) {
    fault("usesPerDay", "must not be higher than uses");
  }
  return faults;
}

const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);

const changeableWhileRunning: readonly (keyof OfferTerms)[] = [
  "quota",
  "title",
  "description",
  "place",
];

/**
 * What may not change once the culture office has approved the offer and tickets may be out. The
 * end may be moved to a later time: that takes nothing from anyone.
 */
export function findFrozenChanges(before: OfferTerms, after: OfferTerms): FieldError[] {
  const faults: FieldError[] = [];
  for (const term of Object.keys(after) as (keyof OfferTerms)[]) {
    if (term === "validity" || changeableWhileRunning.includes(term)) continue;
    if (!same(before[term], after[term])) {
      faults.push({ path: term, code: "frozen", message: "cannot change once approved" });
    }
  }
  if (!same(before.validity.from, after.validity.from)) {
    faults.push({ path: "validFrom", code: "frozen", message: "cannot change once approved" });
  }
  if (after.validity.until < before.validity.until) {
    faults.push({
      path: "validUntil",
      code: "frozen",
      message: "can only be moved to a later time",
    });
  }
  return faults;
}

/** Whether a ticket looks different afterwards, so that the wallets must be told. */
export function changesContent(before: OfferTerms, after: OfferTerms): boolean {
  const shown = ({ title, description, validity, event, place, companions }: OfferTerms) => ({
    title,
    description,
    validity,
    event,
    place,
    companions,
  });
  return !same(shown(before), shown(after));
}

/** All texts that a holder reads, by the path at which the provider wrote them. */
export function textsOfTerms({
  title,
  description,
  place,
}: OfferTerms): [path: string, text: string][] {
  const inLanguages = (name: string, texts: object | undefined) =>
    Object.entries(texts ?? {}).flatMap(([language, text]): [string, string][] =>
      typeof text === "string" ? [[`${name}.${language}`, text]] : [],
    );
  return [
    ...inLanguages("title", title),
    ...inLanguages("description", description),
    ...(place
      ? ([
          ["place.name", place.name],
          ["place.address", place.address],
        ] satisfies [string, string][])
      : []),
  ];
}
