/** Which changes of tickets a scanner's manifest has. */
export interface ManifestSince {
  /** The life of the database server in which the transaction ids count. */
  epoch: number;
  /** The changes of all transactions before this one, */
  change: number;
  /** but for those of transactions that were still under way. */
  underWay: number[];
}

/** With more transactions under way, it begins at the oldest of them, and tickets are listed twice. */
const mostUnderWay = 100;

/** Formats the mark as an opaque text. */
export function formatManifestSince({ epoch, change, underWay }: ManifestSince): string {
  return underWay.length > mostUnderWay
    ? [epoch, Math.min(...underWay)].join("_")
    : [epoch, change, ...underWay].join("_");
}

/** Parses a mark; undefined for any other text. */
export function parseManifestSince(text: string): ManifestSince | undefined {
  if (!/^\d{1,16}(_\d{1,15}){1,101}$/.test(text)) return undefined;
  const [epoch, change, ...underWay] = text.split("_").map(Number);
  return epoch === undefined || change === undefined ? undefined : { epoch, change, underWay };
}
