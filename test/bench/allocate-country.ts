import { setTimeout as sleep } from "node:timers/promises";
import type { Deps } from "../../src/actions/deps.ts";
import { connect, type Pool } from "../../src/db/connect.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import type { QueueBackend } from "../../src/jobs/backend.ts";
import { createEnqueue } from "../../src/jobs/enqueue.ts";
import { createQueues } from "../../src/jobs/queues.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { aCrowd, anOffer } from "../support/builders.ts";
import { testDeps } from "../support/test-deps.ts";
import { allocateAll, requireTickets, type Request } from "./allocate-scene.ts";
import { share } from "./measuring.ts";
import type { Patience } from "./repeating.ts";

export const municipalities = 357;
export const rowsEach = 300;
/** Of each municipality's rows, so many go to offers that the whole country wants at once. */
const sharedRows = 50;

/** Every municipality with its own children and offer, and ten offers that all of them share. */
async function prepareBurst(db: Pool): Promise<Request[]> {
  const numbers = Array.from({ length: municipalities }, (_, i) => String(1000 + i));
  const first = await anOffer(db, { quota: 1, municipalities: numbers.slice(0, 1) });
  const { providerId, templateId, templateVersion } = first;
  const like = { providerId, templateId, templateVersion };
  const shared: Offer[] = [];
  while (shared.length < 10) {
    const quota = municipalities * sharedRows;
    shared.push(await anOffer(db, { ...like, quota, municipalities: numbers }));
  }
  const requests: Request[] = [];
  for (const municipality of numbers) {
    const own = await anOffer(db, { ...like, quota: rowsEach, municipalities: [municipality] });
    const references = await aCrowd(db, rowsEach, { municipality });
    const items = references.map((recipient, i) => ({
      recipient,
      offerId: (i < sharedRows ? shared[i % shared.length] : own)?.id ?? own.id,
    }));
    requests.push({ municipality, items });
  }
  return requests;
}

/** As many requests as the API works on at once; the others queue before it. */
const inFlight = 16;

/** All municipalities at the same moment; a worker with a pool of its own issues meanwhile. In milliseconds. */
export async function burst(
  db: Pool,
  url: string,
  { backend, patience }: { backend: QueueBackend; patience: Patience },
): Promise<{ decided: number; issued: number }> {
  const requests = await prepareBurst(db);
  const base = testDeps(db);
  const queues = createQueues(backend, base.logger);
  const deps: Deps = { ...base, enqueue: createEnqueue(queues, base.logger) };
  const workersDb = connect(url);
  const worker = await startWorker({ ...deps, db: workersDb }, backend);
  try {
    const start = performance.now();
    await share(requests, inFlight, (request) => allocateAll(deps, patience, request));
    const decided = performance.now() - start;
    while (await patience.insist(() => someArePending(db))) await sleep(100);
    const issued = performance.now() - start;
    await requireTickets(db, municipalities * rowsEach);
    return { decided, issued };
  } finally {
    await worker.close();
    await queues.close();
    await workersDb.destroy();
  }
}

async function someArePending(db: Pool): Promise<boolean> {
  const { rows } = await db.raw<{ rows: [{ pending: boolean }] }>(
    `select exists (select from passes where state = 'pending') as pending`,
  );
  return rows[0].pending;
}
