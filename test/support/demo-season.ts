import { readFileSync } from "node:fs";
import type { ChangeKind } from "../../src/domain/apple/push-policy.ts";
import { dayInOslo, startOfDay, validityFrom, validityUntil } from "../../src/domain/period.ts";

export interface SeasonChange {
  at: number;
  kind: ChangeKind;
}

interface Scheme {
  offers: {
    key: string;
    uses: number | null;
    perRecipient: number;
    validFrom: string;
    validUntil: string;
    ageFrom: number;
    ageTo: number;
    municipalities: string[];
  }[];
  recipients: { reference: string; household: string; birthYear: number; municipality: string }[];
}

const scheme = JSON.parse(
  readFileSync(new URL("../../src/sandbox/demo-scheme.json", import.meta.url), "utf8"),
) as Scheme;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The same numbers in every run. */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Everything that happens to each family's phone in a season of the demo scheme, in order of time,
 * and rather too much of it: every child gets all that it may get and uses it up, the siblings pass
 * the door one after another; each provider spends an evening correcting its texts and moves the place
 * once; every tenth ticket is revoked; the rest expire, and are forgotten sixty days later.
 */
export function demoSeason(): Map<string, SeasonChange[]> {
  const chance = createChance(5025);
  const phones = new Map<string, SeasonChange[]>();
  for (const { household } of scheme.recipients) phones.set(household, []);
  for (const offer of scheme.offers) {
    const from = validityFrom(offer.validFrom).getTime();
    const until = validityUntil(offer.validUntil).getTime();
    const evening = from + chance() * (until - from);
    const corrections = Array.from({ length: 20 }, (_, index) => evening + index * 40_000);
    for (const [household, changes] of phones) {
      const children = scheme.recipients.filter(
        ({ household: its, birthYear, municipality }) =>
          its === household &&
          offer.municipalities.includes(municipality) &&
          new Date(from).getFullYear() - birthYear >= offer.ageFrom &&
          new Date(from).getFullYear() - birthYear <= offer.ageTo,
      );
      if (children.length === 0) continue;
      for (const at of [...corrections, from + chance() * (until - from)]) {
        changes.push({ at, kind: "routine" });
      }
      for (let ticket = 0; ticket < offer.perRecipient; ticket++) {
        if (chance() < 0.1)
          changes.push({ at: from + chance() * (until - from), kind: "revocation" });
        for (let use = 0; use < (offer.uses ?? 0); use++) {
          const openDay = dayInOslo(new Date(from + chance() * (until - from)));
          const visit = startOfDay(openDay).getTime() + 12 * hour + chance() * 6 * hour;
          children.forEach((_, index) => changes.push({ at: visit + index * 8_000, kind: "use" }));
        }
        // The sweep that ends them takes a moment for each chunk.
        children.forEach((_, index) => changes.push({ at: until + index * 500, kind: "routine" }));
        changes.push({ at: until + 60 * day, kind: "routine" });
      }
    }
  }
  for (const changes of phones.values()) changes.sort((a, b) => a.at - b.at);
  return phones;
}
