import { availableParallelism } from "node:os";
import { redeem, type Scan } from "../../src/actions/door/redeem.ts";
import { connectOwner, type Pool } from "../../src/db/connect.ts";
import type { RunningPostgres } from "../../src/sandbox/postgres.ts";
import { aCrowd, anAllocation, anOffer, testNow } from "../support/builders.ts";
import { globalChangeLock } from "../support/global-change-lock.ts";
import { aDoor, aScan, barcodeOf } from "../support/scans.ts";
import { testDeps } from "../support/test-deps.ts";
import { perSecond, share, timed, withDatabase, withPostgres } from "./measuring.ts";

const scans = 6_000;
const doors = 16;

/** Active tickets of one offer, and a scan of each. */
async function scansOfOneOffer(db: Pool): Promise<Scan[]> {
  const offer = await anOffer(db, { quota: scans });
  await aCrowd(db, 1);
  const door = await aDoor(db, offer.providerId);
  const { rows } = await db.raw<{ rows: { serial: string }[] }>(
    `insert into passes (serial_number, allocation_id, offer_id, recipient_id, state, uses_left,
       content_version, last_modified, created_at, issued_at)
     select translate(encode(substr(sha256(('d' || number)::bytea), 1, 16), 'base64'), '+/=', '-_'),
       ?, ?, (select id from recipients limit 1), 'active', 1, 1, date_trunc('second', ?::timestamptz),
       now(), now()
     from generate_series(1, ?::int) as number
     returning serial_number as serial`,
    [await anAllocation(db), offer.id, testNow, scans],
  );
  return rows.map(({ serial }) => aScan(door, barcodeOf(serial, offer)));
}

async function measure(db: Pool): Promise<number> {
  const deps = testDeps(db);
  const waiting = await scansOfOneOffer(db);
  return timed(() => share(waiting, doors, (scan) => redeem(deps, scan)));
}

/** Prints the table: redemptions of one offer's tickets, without HTTP. */
export const run = (): Promise<void> => withPostgres(benchOn);

async function benchOn(postgres: RunningPostgres): Promise<void> {
  console.log(`${availableParallelism()} cores, durable PostgreSQL on the same machine\n`);
  console.log(`| ${doors} doors, one offer | redemptions/s |`);
  console.log("| --- | --: |");
  const free = await withDatabase(postgres, "door_free", measure);
  console.log(`| a transaction id for each change | ${perSecond(scans, free)} |`);
  const locked = await withDatabase(postgres, "door_locked", async (db) => {
    const owner = connectOwner(postgres.urlOf("door_locked"));
    await owner.raw(globalChangeLock);
    await owner.destroy();
    return measure(db);
  });
  console.log(`| for comparison: one lock for all changes | ${perSecond(scans, locked)} |`);
}
