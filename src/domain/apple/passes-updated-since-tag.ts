/** A phone's position: which changes and registrations were listed to it. */
export interface PassesUpdatedSince {
  /** The life of the database server in which the transaction ids count. */
  epoch: number;
  /** The changes of all transactions before this one were listed, */
  change: number;
  /** but for those of transactions that were still under way. */
  underWay: number[];
  /** The greatest number of a registration that was listed. */
  registration: number;
}

/** Longer tags give up exactness: they begin at the oldest transaction, and passes are listed twice. */
const mostUnderWay = 100;

/** Formats the position as an opaque tag, which no date or plain number of another service can equal. */
export function passesUpdatedSinceTag(since: PassesUpdatedSince): string {
  const { epoch, change, registration, underWay } = since;
  return underWay.length > mostUnderWay
    ? [epoch, Math.min(...underWay), registration].join("_")
    : [epoch, change, registration, ...underWay].join("_");
}

/** Parses a tag; undefined for any other text, also for the two numbers of an earlier release. */
export function parsePassesUpdatedSince(tag: string): PassesUpdatedSince | undefined {
  if (!/^\d{1,16}(_\d{1,15}){2,102}$/.test(tag)) return undefined;
  const [epoch, change, registration, ...underWay] = tag.split("_").map(Number);
  if (epoch === undefined || change === undefined || registration === undefined) return undefined;
  return { epoch, change, registration, underWay };
}
