/** What was agreed for an offer, in øre. */
export interface Deal {
  provider: number;
  per: "admission" | "ticket" | "month" | "code" | "nothing";
  ore: number;
  capPerTicket?: number;
  capTotal?: number;
}

/** One use, or one shown code, as the test wrote it down. */
export interface Entry {
  offer: number;
  ticket: string;
  municipality: string;
  at: Date;
  admitted: number;
}

const monthOf = ({ at }: Entry) =>
  at.toLocaleDateString("sv-SE", { timeZone: "Europe/Oslo" }).slice(0, 7);

/** What an entry is worth before its caps, after the ticket's earlier ones. */
function worth({ per, ore }: Deal, entry: Entry, earlier: readonly Entry[]): number {
  switch (per) {
    case "admission":
      return entry.admitted * ore;
    case "ticket":
      return earlier.length === 0 ? ore : 0;
    case "month":
      return earlier.some((each) => monthOf(each) === monthOf(entry)) ? 0 : ore;
    case "code":
      return ore;
    case "nothing":
      return 0;
  }
}

/** What an offer's entries come to, by month and municipality, before the offer's cap. */
function claims(deal: Deal, entries: readonly Entry[]): Map<string, Map<string, number>> {
  const months = new Map<string, Map<string, number>>();
  const seen = new Map<string, { entries: Entry[]; claimed: number }>();
  for (const entry of entries) {
    const its = seen.get(entry.ticket) ?? { entries: [], claimed: 0 };
    const left = (deal.capPerTicket ?? Infinity) - its.claimed;
    const claim = Math.min(worth(deal, entry, its.entries), left);
    seen.set(entry.ticket, {
      entries: [...its.entries, entry],
      claimed: its.claimed + claim,
    });
    const month = months.get(monthOf(entry)) ?? new Map<string, number>();
    month.set(entry.municipality, (month.get(entry.municipality) ?? 0) + claim);
    months.set(monthOf(entry), month);
  }
  return months;
}

/**
 * What each municipality owes each provider for these entries, in øre by `provider municipality`: a second reckoning,
 * by hand and from the test's own list, that shares nothing with the service.
 */
export function owedBy(deals: readonly Deal[], entries: readonly Entry[]): Map<string, number> {
  const owed = new Map<string, number>();
  const ordered = entries.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  for (const [offer, deal] of deals.entries()) {
    let left = deal.capTotal ?? Infinity;
    const months = claims(
      deal,
      ordered.filter((entry) => entry.offer === offer),
    );
    for (const [, month] of [...months].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const sum = [...month.values()].reduce((all, each) => all + each, 0);
      const paid = Math.min(sum, left);
      left -= paid;
      // In the month of the cap each municipality pays its share of what is left.
      let [claimed, shared] = [0, 0];
      for (const [municipality, claim] of [...month].sort(([one], [other]) =>
        one < other ? -1 : 1,
      )) {
        claimed += claim;
        const share = (sum === 0 ? 0 : Math.round((paid * claimed) / sum)) - shared;
        shared += share;
        const key = `${deal.provider} ${municipality}`;
        owed.set(key, (owed.get(key) ?? 0) + share);
      }
    }
  }
  return owed;
}
