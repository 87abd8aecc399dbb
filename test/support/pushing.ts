import { endPassesAndReturnQuota } from "../../src/actions/passes/end-passes.ts";
import { pushApple } from "../../src/actions/apple/push-apple.ts";
import type { Pool } from "../../src/db/connect.ts";
import { changeKinds, type ChangeKind } from "../../src/domain/apple/push-policy.ts";
import type { Apns } from "../../src/wallets/apple/apns.ts";
import type { ApnsUnderTest } from "./apns.ts";
import { databaseTime } from "./hold-clock.ts";
import { testDeps, type TestDeps } from "./test-deps.ts";

/**
 * Everything a push needs. The clock stands still a little after the database's, since that one says
 * when a change was: `catchUp` sets it anew after a change, which on a busy machine may have been long in coming; `after`
 * moves it on from there.
 */
export function pushingDeps(
  db: Pool,
  apns: Apns,
): TestDeps & { after(ms: number): void; catchUp(): void } {
  let start = databaseTime() + 1_000;
  const deps = testDeps(db, { now: new Date(start) });
  return {
    ...deps,
    apns,
    catchUp: () => {
      start = databaseTime() + 1_000;
      deps.clock.set(new Date(start));
    },
    after: (ms) => {
      deps.clock.set(new Date(start + ms));
    },
  };
}

/** Does the jobs of all kinds once, the most urgent first. */
export async function pushAll(
  deps: Parameters<typeof pushApple>[0],
  kinds: readonly ChangeKind[] = changeKinds,
): Promise<void> {
  for (const kind of kinds) await pushApple(deps, { kind });
}

export const revoke = (db: Pool, serialNumbers: string[]) =>
  db.transaction((trx) =>
    endPassesAndReturnQuota(trx, serialNumbers, "revoked", { at: new Date() }),
  );

/** Takes one use, as a scan does. */
export async function use(db: Pool, serialNumber: string): Promise<void> {
  await db.raw("update passes set uses_left = uses_left - 1 where serial_number = ?", [
    serialNumber,
  ]);
}

/** Shows new content, as a changed offer does. */
export async function reword(db: Pool, serialNumbers: string[]): Promise<void> {
  await db.raw(
    "update passes set content_version = content_version + 1 where serial_number = any(?::text[])",
    [serialNumbers],
  );
}

/** The tickets that the rows say are owed. */
export async function owedTickets(db: Pool): Promise<string[]> {
  const rows = await db("passes")
    .whereRaw("pushed_version < version")
    .select<{ serial_number: string }[]>("serial_number");
  return rows.map(({ serial_number }) => serial_number);
}

/** What was pushed since the last call, by token. */
export function pushesSince(apns: ApnsUnderTest): () => string[] {
  let told = 0;
  return () => {
    const tokens = apns.service.received.slice(told).map(({ pushToken }) => pushToken);
    told = apns.service.received.length;
    return tokens;
  };
}
