import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import type { Pool } from "../../src/db/connect.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import { createQueueBackend } from "../../src/jobs/backend.ts";
import type { RunningPostgres } from "../../src/sandbox/postgres.ts";
import { aCrowd, anOffer, testNow } from "../support/builders.ts";
import { startRedis, type RunningRedis } from "../support/redis.ts";
import { testDeps } from "../support/test-deps.ts";
import { burst, municipalities, rowsEach } from "./allocate-country.ts";
import { allocateAll, requireTickets } from "./allocate-scene.ts";
import { perSecond, seconds, share, timed, withDatabase, withPostgres } from "./measuring.ts";
import { patience, type Patience } from "./repeating.ts";

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

/** So many recipients are inserted by one statement, which a busy machine does within the time-out of an answer. */
const crowdSize = 10_000;

/** Rows per second of one hot offer, in requests of `size` by `clients`; ours, then the bare statements. */
async function hotOffer(
  db: Pool,
  { count, size, clients }: Record<"count" | "size" | "clients", number>,
  { ours, bares }: { ours: Patience; bares: Patience },
) {
  const deps = testDeps(db);
  const references: string[] = [];
  while (references.length < count) {
    references.push(...(await aCrowd(db, Math.min(crowdSize, count - references.length))));
  }
  const offer = await anOffer(db, { quota: count });
  const took = await timed(() =>
    share(slices(references, size), clients, (part) =>
      allocateAll(deps, ours, {
        municipality: "5025",
        items: part.map((recipient) => ({ recipient, offerId: offer.id })),
      }),
    ),
  );
  await requireTickets(db, count);
  const { recipientIds, allocationId } = await whoGotIt(db, offer);
  const peer = await anOffer(db, { quota: count });
  const least = await timed(() =>
    share(slices(recipientIds, size), clients, (part) =>
      bares.insist(() => bare(db, peer, part, allocationId)),
    ),
  );
  return { took, least };
}

async function whoGotIt(db: Pool, offer: Offer) {
  const { rows } = await db.raw<{ rows: [{ recipients: string[]; allocation: string }] }>(
    `select array_agg(recipient_id) as recipients, min(allocation_id::text) as allocation
     from passes where offer_id = ?`,
    [offer.id],
  );
  return { recipientIds: rows[0].recipients, allocationId: rows[0].allocation };
}

/** Prints the tables; durable PostgreSQL, pool of 20, action level: without HTTP. */
export const run = (): Promise<void> => withPostgres(benchOn);

async function benchOn(postgres: RunningPostgres): Promise<void> {
  let redis: RunningRedis | undefined;
  try {
    console.log(`${availableParallelism()} cores, durable PostgreSQL on the same machine\n`);
    console.log(
      "| one hot offer | tickets/s | the bare statements | of bare | repeated after 503 (ours, bare) |",
    );
    console.log("| --- | --: | --: | --: | --: |");
    for (const shape of [
      { what: "one by one, 64 clients", count: 4_000, size: 1, clients: 64 },
      { what: "in requests of 300, 8 clients", count: 60_000, size: 300, clients: 8 },
      { what: "in requests of 1,000, 8 clients", count: 100_000, size: 1_000, clients: 8 },
    ]) {
      const [ours, bares] = [patience(), patience()];
      const { took, least } = await withDatabase(postgres, `hot_${shape.size}`, (db) =>
        hotOffer(db, shape, { ours, bares }),
      );
      const part = `${Math.round((100 * least) / took)} %`;
      console.log(
        `| ${shape.what} | ${perSecond(shape.count, took)} | ${perSecond(shape.count, least)} | ${part} | ${ours.repeated()}, ${bares.repeated()} |`,
      );
    }
    const total = (municipalities * rowsEach).toLocaleString("en");
    console.log(
      `\n| ${municipalities} municipalities × ${rowsEach} rows at once: ${total} tickets | until decided (target 60 s) | until issued (target 600 s) | repeated after 503 |`,
    );
    console.log("| --- | --: | --: | --: |");
    for (const kind of ["postgres", "redis"] as const) {
      if (kind === "redis") redis = await startRedis();
      const callers = patience();
      const { decided, issued } = await withDatabase(postgres, `burst_${kind}`, (db, url) =>
        burst(db, url, {
          backend: createQueueBackend(redis ? { redisUrl: redis.url } : { databaseDirectUrl: url }),
          patience: callers,
        }),
      );
      console.log(
        `| queues in ${kind} | ${seconds(decided)} s | ${seconds(issued)} s | ${callers.repeated()} |`,
      );
    }
  } finally {
    await redis?.stop();
  }
}
