import type { Pool } from "../../src/db/connect.ts";

export interface PromisedTicket {
  serialNumber: string;
  recipient: string;
  offerId: string;
}

/** Everything that the service has answered with success. */
export interface Ledger {
  /** By serial number. */
  tickets: Map<string, PromisedTicket>;
  /** Allocations that were refused, since the offer was sold out. */
  soldOut: number;
  /** By scan id. */
  scans: Map<string, { serialNumber: string; accepted: boolean }>;
  revoked: Set<string>;
  fetched: Set<string>;
  /** What was already wrong when it was answered. */
  broken: string[];
}

export const createLedger = (): Ledger => ({
  tickets: new Map(),
  soldOut: 0,
  scans: new Map(),
  revoked: new Set(),
  fetched: new Set(),
  broken: [],
});

/** Each list names what is not as it was promised. */
export interface Differences {
  /** Promised and not in the database, or in another state. */
  lost: string[];
  /** In the database and promised less often. */
  doubled: string[];
  /** Offers with more tickets than their quota, or another count than they say. */
  oversold: string[];
  broken: string[];
}

interface StoredPass {
  serial_number: string;
  state: string;
  fetched_at: Date | null;
}

/** Compares the ledger with the database, where nothing else has been written about these offers. */
export async function differencesOf(
  db: Pool,
  { tickets, scans, revoked, fetched, broken }: Ledger,
  offerIds: string[],
): Promise<Differences> {
  const stored = await db<StoredPass>("passes").whereIn("offer_id", offerIds);
  const passes = new Map(stored.map((pass) => [pass.serial_number, pass]));
  const stateOf = (serialNumber: string) => passes.get(serialNumber)?.state;
  const redemptions = await db<{ scan_id: string; serial_number: string; accepted: boolean }>(
    "redemptions",
  ).whereIn("offer_id", offerIds);
  const recorded = new Map(redemptions.map((each) => [each.scan_id, each]));
  const admitted = redemptions.filter(({ accepted }) => accepted);
  const admittedBy = new Set(admitted.map(({ serial_number }) => serial_number));
  const { rows: offers } = await db.raw<{
    rows: { id: string; quota: number; allocated: number; taken: number }[];
  }>(
    `select id, quota, allocated,
       (select count(*)::int from passes
        where offer_id = offers.id and (state not in ('revoked', 'returned', 'lapsed')
          or exists (
            select from counted_redemptions
            where counted_redemptions.serial_number = passes.serial_number))) as taken
     from offers where id = any(?::uuid[])`,
    [offerIds],
  );
  return {
    lost: [
      ...[...tickets.keys()].filter((each) => !passes.has(each)).map((each) => `ticket ${each}`),
      ...[...scans]
        .filter(([id, { accepted }]) => recorded.get(id)?.accepted !== accepted)
        .map(([id]) => `scan ${id}`),
      // A used ticket can be revoked; its place in the quota stays taken.
      ...[...admittedBy]
        .filter((each) => stateOf(each) !== "used" && stateOf(each) !== "revoked")
        .map((each) => `use of ${each}: ${stateOf(each) ?? "gone"}`),
      ...[...revoked]
        .filter((each) => stateOf(each) !== "revoked")
        .map((each) => `revocation of ${each}: ${stateOf(each) ?? "gone"}`),
      // An ended ticket is fetched void, which counts as no fetch.
      ...[...fetched]
        .filter((each) => stateOf(each) === "active" && !passes.get(each)?.fetched_at)
        .map((each) => `fetch of ${each}`),
    ],
    doubled: [
      ...[...passes.keys()].filter((each) => !tickets.has(each)).map((each) => `ticket ${each}`),
      ...redemptions
        .filter(({ scan_id }) => !scans.has(scan_id))
        .map(({ scan_id }) => `scan ${scan_id}`),
      ...admitted
        .map(({ serial_number }) => serial_number)
        .filter((each, index, all) => all.indexOf(each) !== index)
        .map((each) => `use of ${each}`),
    ],
    oversold: offers
      .filter(({ quota, allocated, taken }) => taken > quota || taken !== allocated)
      .map(({ id, quota, allocated, taken }) => `${id}: ${taken} of ${quota}, says ${allocated}`),
    broken,
  };
}
