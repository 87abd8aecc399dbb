import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { allocate } from "../../src/actions/allocations/allocate.ts";
import type { Actor, Deps } from "../../src/actions/deps.ts";
import { connect, type Pool } from "../../src/db/connect.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import { createQueueBackend, type QueueBackend } from "../../src/jobs/backend.ts";
import { createEnqueue } from "../../src/jobs/enqueue.ts";
import { createQueues } from "../../src/jobs/queues.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import type { RunningPostgres } from "../../src/sandbox/postgres.ts";
import { aCrowd, anOffer, testNow } from "../support/builders.ts";
import { startRedis, type RunningRedis } from "../support/redis.ts";
import { testDeps } from "../support/test-deps.ts";
import { perSecond, seconds, share, timed, withDatabase, withPostgres } from "./measuring.ts";

const nav = (municipality: string): Actor => ({
  role: "nav",
  id: "officer",
  municipalities: [municipality],
});

function slices<T>(values: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, i) =>
    values.slice(i * size, (i + 1) * size),
  );
}

/** The least that any such service has to write: the count under its condition, then the tickets. */
async function bare(db: Pool, offer: Offer, recipientIds: string[], allocationId: string) {
  await db.transaction(async (trx) => {
    await trx.raw(
      `update offers set allocated = allocated + ? where id = ? and allocated + ? <= quota`,
      [recipientIds.length, offer.id, recipientIds.length],
    );
    await trx.raw(
      `insert into passes (serial_number, allocation_id, offer_id, recipient_id, uses_left,
         content_version, last_modified, created_at)
       select new.serial_number, ?, ?, new.recipient_id, 1, 1, date_trunc('second', ?::timestamptz), ?
       from unnest(?::text[], ?::uuid[]) as new (serial_number, recipient_id)
       on conflict (provider_id, ticket_number) do nothing`,
      [
        allocationId,
        offer.id,
        testNow,
        testNow,
        recipientIds.map(() => randomBytes(16).toString("base64url")),
        recipientIds,
      ],
    );
  });
}

/** Rows per second of one hot offer, in requests of `size` by `clients`; ours, then the bare statements. */
async function hotOffer(
  db: Pool,
  { count, size, clients }: Record<"count" | "size" | "clients", number>,
) {
  const deps = testDeps(db);
  const references = await aCrowd(db, count);
  const offer = await anOffer(db, { quota: count });
  const ours = await timed(() =>
    share(slices(references, size), clients, (part) =>
      allocate(deps, {
        actor: nav("5025"),
        items: part.map((recipient) => ({ recipient, offerId: offer.id })),
      }),
    ),
  );
  const { recipientIds, allocationId } = await whoGotIt(db, offer);
  const peer = await anOffer(db, { quota: count });
  const least = await timed(() =>
    share(slices(recipientIds, size), clients, (part) => bare(db, peer, part, allocationId)),
  );
  return { ours, least };
}

async function whoGotIt(db: Pool, offer: Offer) {
  const { rows } = await db.raw<{ rows: [{ recipients: string[]; allocation: string }] }>(
    `select array_agg(recipient_id) as recipients, min(allocation_id::text) as allocation
     from passes where offer_id = ?`,
    [offer.id],
  );
  return { recipientIds: rows[0].recipients, allocationId: rows[0].allocation };
}

interface Burst {
  municipality: string;
  items: { recipient: string; offerId: string }[];
}

const municipalities = 357;
const rowsEach = 300;
/** Of each municipality's rows, so many go to offers that the whole country wants at once. */
const sharedRows = 50;

/** Every municipality with its own children and offer, and ten offers that all of them share. */
async function prepareBurst(db: Pool): Promise<Burst[]> {
  const numbers = Array.from({ length: municipalities }, (_, i) => String(1000 + i));
  const first = await anOffer(db, { quota: 1, municipalities: numbers.slice(0, 1) });
  const { providerId, templateId, templateVersion } = first;
  const like = { providerId, templateId, templateVersion };
  const shared: Offer[] = [];
  while (shared.length < 10) {
    const quota = municipalities * sharedRows;
    shared.push(await anOffer(db, { ...like, quota, municipalities: numbers }));
  }
  const bursts: Burst[] = [];
  for (const municipality of numbers) {
    const own = await anOffer(db, { ...like, quota: rowsEach, municipalities: [municipality] });
    const references = await aCrowd(db, rowsEach, { municipality });
    const items = references.map((recipient, i) => ({
      recipient,
      offerId: (i < sharedRows ? shared[i % shared.length] : own)?.id ?? own.id,
    }));
    bursts.push({ municipality, items });
  }
  return bursts;
}

/** As many requests as the API works on at once; the others queue before it. */
const inFlight = 16;

/** All municipalities at the same moment; a worker with a pool of its own issues meanwhile. */
async function burst(db: Pool, url: string, backend: QueueBackend) {
  const bursts = await prepareBurst(db);
  const base = testDeps(db);
  const queues = createQueues(backend, base.logger);
  const deps: Deps = { ...base, enqueue: createEnqueue(queues, base.logger) };
  const workersDb = connect(url);
  const worker = await startWorker({ ...deps, db: workersDb }, backend);
  try {
    const start = performance.now();
    await share(bursts, inFlight, ({ municipality, items }) =>
      allocate(deps, { actor: nav(municipality), items }),
    );
    const decided = performance.now() - start;
    for (;;) {
      const { rows } = await db.raw<{ rows: { pending: boolean }[] }>(
        `select exists (select from passes where state = 'pending') as pending`,
      );
      if (rows[0]?.pending !== true) break;
      await sleep(100);
    }
    return { decided, issued: performance.now() - start };
  } finally {
    await worker.close();
    await queues.close();
    await workersDb.destroy();
  }
}

/** Prints the table; durable PostgreSQL, pool of 20, action level: without HTTP. */
export const run = (): Promise<void> => withPostgres(benchOn);

async function benchOn(postgres: RunningPostgres): Promise<void> {
  let redis: RunningRedis | undefined;
  try {
    console.log(`${availableParallelism()} cores, durable PostgreSQL on the same machine\n`);
    console.log("| one hot offer | tickets/s | the bare statements | of bare |");
    console.log("| --- | --: | --: | --: |");
    for (const shape of [
      { what: "one by one, 64 clients", count: 4_000, size: 1, clients: 64 },
      { what: "in requests of 300, 8 clients", count: 60_000, size: 300, clients: 8 },
      { what: "in requests of 1,000, 8 clients", count: 100_000, size: 1_000, clients: 8 },
    ]) {
      const { ours, least } = await withDatabase(postgres, `hot_${shape.size}`, (db) =>
        hotOffer(db, shape),
      );
      const part = `${Math.round((100 * least) / ours)} %`;
      console.log(
        `| ${shape.what} | ${perSecond(shape.count, ours)} | ${perSecond(shape.count, least)} | ${part} |`,
      );
    }
    const total = (municipalities * rowsEach).toLocaleString("en");
    console.log(
      `\n| ${municipalities} municipalities × ${rowsEach} rows at once: ${total} tickets | until decided (target 60 s) | until issued (target 600 s) |`,
    );
    console.log("| --- | --: | --: |");
    for (const kind of ["postgres", "redis"] as const) {
      if (kind === "redis") redis = await startRedis();
      const { decided, issued } = await withDatabase(postgres, `burst_${kind}`, (db, url) =>
        burst(
          db,
          url,
          createQueueBackend(redis ? { redisUrl: redis.url } : { databaseDirectUrl: url }),
        ),
      );
      console.log(`| queues in ${kind} | ${seconds(decided)} s | ${seconds(issued)} s |`);
    }
  } finally {
    await redis?.stop();
  }
}
