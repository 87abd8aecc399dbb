import { availableParallelism } from "node:os";
import { redeem } from "../../src/actions/door/redeem.ts";
import type { Scan } from "../../src/actions/door/scan.ts";
import { connectOwner, type Pool } from "../../src/db/connect.ts";
import type { RunningPostgres } from "../../src/sandbox/postgres.ts";
import { anOffer } from "../support/builders.ts";
import { globalChangeLock } from "../support/global-change-lock.ts";
import { aDoor, aScan, barcodeOf } from "../support/scans.ts";
import { testDeps } from "../support/test-deps.ts";
import { benchHttp } from "./door-http.ts";
import { bareRedemption, manyTickets, serialNumbersOf } from "./door-scene.ts";
import { perSecond, share, timed, withDatabase, withPostgres } from "./measuring.ts";

const scans = 4_000;
const doors = 16;

interface Databases {
  db: Pool;
  owner: Pool;
}

/** Active tickets of one offer, and a scan of each. */
async function scansOfOneOffer({ db, owner }: Databases): Promise<Scan[]> {
  const offer = await anOffer(db, { quota: scans });
  await manyTickets(owner, offer, { count: scans });
  const door = await aDoor(db, offer.providerId);
  const serials = await serialNumbersOf(db, offer, scans);
  return serials.map((serial) => aScan(door, barcodeOf(serial, offer)));
}

async function measure(databases: Databases): Promise<number> {
  const deps = testDeps(databases.db);
  const waiting = await scansOfOneOffer(databases);
  return timed(() => share(waiting, doors, (scan) => redeem(deps, scan)));
}

/** What no redemption can do without: an insertion, an update and a commit. */
async function measureBare({ db, owner }: Databases): Promise<number> {
  const offer = await anOffer(db, { quota: scans });
  await manyTickets(owner, offer, { count: scans });
  const { doorDeviceId } = await aDoor(db, offer.providerId);
  const serials = await serialNumbersOf(db, offer, scans);
  return timed(() =>
    share(serials, doors, (serialNumber) =>
      bareRedemption(db, { doorDeviceId, offer, serialNumber, scanId: serialNumber }),
    ),
  );
}

/** Prints the tables: redemptions of one offer's tickets without HTTP, and over HTTP among a million. */
export const run = (): Promise<void> => withPostgres(benchOn);

async function benchOn(postgres: RunningPostgres): Promise<void> {
  const inDatabase = (name: string, work: (databases: Databases) => Promise<number>) =>
    withDatabase(postgres, name, async (db) => {
      const owner = connectOwner(postgres.urlOf(name));
      return work({ db, owner }).finally(() => owner.destroy());
    });
  console.log(`${availableParallelism()} cores, durable PostgreSQL on the same machine`);
  await benchHttp(postgres);
  console.log(`\n| ${doors} doors, one offer | redemptions/s | of the bare transaction |`);
  console.log("| --- | --: | --: |");
  const bare = await inDatabase("door_bare", measureBare);
  console.log(`| bare transaction: insertion, update and commit | ${perSecond(scans, bare)} | |`);
  const row = (what: string, took: number) => {
    const part = `${((100 * bare) / took).toFixed(0)} %`;
    console.log(`| ${what} | ${perSecond(scans, took)} | ${part} |`);
  };
  row("a transaction id for each change", await inDatabase("door_free", measure));
  const locked = await inDatabase("door_locked", async (databases) => {
    await databases.owner.raw(globalChangeLock);
    return measure(databases);
  });
  row("for comparison: one lock for all changes", locked);
}
