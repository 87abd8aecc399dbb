// The same questions to one season's tickets, and to those of ten: what must not grow with the tickets that have ended.
import { join } from "node:path";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { anonymiseEndedPasses } from "../../src/actions/passes/anonymise-ended-passes.ts";
import type { Deps } from "../../src/actions/deps.ts";
import { redeem } from "../../src/actions/door/redeem.ts";
import type { Scan } from "../../src/actions/door/scan.ts";
import { connectOwner, type Pool } from "../../src/db/connect.ts";
import { runBehindWall } from "../../src/db/wall.ts";
import type { RunningPostgres } from "../../src/sandbox/postgres.ts";
import { developmentCertificates } from "../../src/sandbox/certificates.ts";
import type { AppleWallet } from "../../src/wallets/apple/apple-wallet.ts";
import { createAppleWallet } from "../../src/wallets/apple/create-apple-wallet.ts";
import { testKeyRing } from "../support/builders.ts";
import { testDeps } from "../support/test-deps.ts";
import { withDatabase, withPostgres } from "./measuring.ts";
import { plansOf, type Plans } from "./scale-plans.ts";
import { questions, scansAt, type Question } from "./scale-questions.ts";
import { fillSeasons, somePlaces, ticketsOfASeason, type Place } from "./scale-scene.ts";

const seasons = Number(process.argv[3] ?? 10);
/** The system writes a fill to the disk for most of a minute. */
const settlingMs = 60_000;

interface Seen {
  p50: number;
  p95: number;
  plans: Plans;
}

const millions = (count: number) => (count * ticketsOfASeason).toLocaleString("en");
const part = (sorted: number[], of: number) => sorted[Math.floor(sorted.length * of)] ?? NaN;

/** Milliseconds that the work takes, one time after the other. */
async function latencies(times: number, work: (time: number) => Promise<unknown>) {
  const seen: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    await work(time);
    seen.push(performance.now() - start);
  }
  return seen.sort((one, other) => one - other);
}

const measure = (db: Pool, question: Question): Promise<Seen> =>
  question.wall
    ? runBehindWall(question.wall, () => measureHere(db, question))
    : measureHere(db, question);

async function measureHere(db: Pool, { times, ask }: Question): Promise<Seen> {
  // The first are of connections and caches.
  const plans = await plansOf(db, () => ask(0));
  for (let time = 1; time < times / 10; time += 1) await ask(time);
  const sorted = await latencies(times * 0.9, (time) => ask(Math.ceil(times / 10) + time));
  return { p50: part(sorted, 0.5), p95: part(sorted, 0.95), plans };
}

async function measureAll(
  deps: Deps & { apple: AppleWallet; db: Pool },
  place: Place,
  ids: string[],
) {
  const seen = new Map<string, Seen>();
  for (const question of await questions(deps, place, ids)) {
    seen.set(question.what, await measure(deps.db, question));
  }
  return seen;
}

/** A fill's tickets that are due are anonymised while one door scans on. */
async function benchRetention(deps: Deps & { db: Pool }, place: Place): Promise<void> {
  const scans: Scan[] = await scansAt(deps.db, place, 3_000);
  const scan = (time: number) => redeem(deps, scans[time] as Scan);
  const alone = await latencies(500, scan);
  const start = performance.now();
  let anonymised: number | undefined;
  const work = anonymiseEndedPasses(deps).then((count) => (anonymised = count));
  const beside: number[] = [];
  for (let time = 500; time < scans.length && anonymised === undefined; time += 1) {
    beside.push(...(await latencies(1, () => scan(time))));
    await sleep(10);
  }
  await work;
  const took = ((performance.now() - start) / 1000).toFixed(0);
  beside.sort((one, other) => one - other);
  const [before, during] = [part(alone, 0.95), part(beside, 0.95)].map((ms) => ms.toFixed(1));
  console.log(
    `\n${(anonymised ?? 0).toLocaleString("en")} tickets anonymised in ${took} s; p95 of a redemption ${before} ms before, ${during} ms meanwhile (longest ${(beside.at(-1) ?? NaN).toFixed(0)} ms)`,
  );
}

const minutes = (since: number) => ((performance.now() - since) / 60_000).toFixed(1);

async function benchOn(postgres: RunningPostgres, db: Pool): Promise<void> {
  const owner = connectOwner(postgres.urlOf("scale"));
  const directory = await mkdtemp(join(tmpdir(), "join-bench-certs-"));
  try {
    const apple = createAppleWallet(await developmentCertificates(directory), {
      keyRing: testKeyRing,
      publicUrl: "https://tickets.example",
    });
    const deps = { ...testDeps(db), db, apple };
    await owner.raw("alter system set max_wal_size = '8GB'");
    await owner.raw("select pg_reload_conf()");
    const start = performance.now();
    const [place] = await somePlaces(db);
    if (!place) return;
    await fillSeasons(owner, 0, 0);
    const { rows } = await owner.raw<{ rows: { id: string }[] }>(
      "select id from bench_children where town = ? and position < 10",
      [place.municipality],
    );
    const ids = rows.map(({ id }) => id);
    console.log(`${millions(1)} tickets filled in ${minutes(start)} min`);
    await sleep(settlingMs);
    const one = await measureAll(deps, place, ids);
    const further = performance.now();
    await fillSeasons(owner, 1, seasons - 1);
    console.log(`${millions(seasons)} tickets after ${minutes(further)} min more\n`);
    await sleep(settlingMs);
    const all = await measureAll(deps, place, ids);
    console.log(
      `| milliseconds, one at a time | p50, ${millions(1)} | p95 | p50, ${millions(seasons)} | p95 | ratio of p95 (target 1.5) | plans |`,
    );
    console.log("| --- | --: | --: | --: | --: | --: | --- |");
    const changed: string[] = [];
    for (const [what, few] of one) {
      const many = all.get(what) as Seen;
      const figures = [few.p50, few.p95, many.p50, many.p95].map((ms) => ms.toFixed(1)).join(" | ");
      const other = [...many.plans].filter(([sql, plan]) => few.plans.get(sql) !== plan);
      for (const [sql, plan] of other)
        changed.push(`${what}: ${sql}\n  ${few.plans.get(sql) ?? "–"}\n  ${plan}`);
      console.log(
        `| ${what} | ${figures} | ${(many.p95 / few.p95).toFixed(2)} | ${other.length === 0 ? "the same" : `${other.length} differ`} |`,
      );
    }
    if (changed.length > 0) console.log(`\nOther plans:\n\n${changed.join("\n\n")}`);
    await benchRetention(deps, place);
  } finally {
    await owner.destroy();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Prints the table; one million tickets and then `npm run bench -- scale N` seasons of a million, 10 unless told otherwise. */
export const run = (): Promise<void> =>
  withPostgres((postgres) => withDatabase(postgres, "scale", (db) => benchOn(postgres, db)));
