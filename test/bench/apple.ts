import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { approveChange, proposeChange } from "../support/approved-change.ts";
import type { Deps } from "../../src/actions/deps.ts";
import { totalPropagation } from "../../src/db/operations/update-propagation.ts";
import { connect, connectOwner, type Pool } from "../../src/db/connect.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import { passesUpdatedSinceTag } from "../../src/domain/apple/passes-updated-since-tag.ts";
import { createApp } from "../../src/http/server/app.ts";
import { createHttpServer } from "../../src/http/server/listen.ts";
import { createQueueBackend } from "../../src/jobs/backend.ts";
import { createEnqueue } from "../../src/jobs/enqueue.ts";
import { createQueues } from "../../src/jobs/queues.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { developmentCertificates } from "../../src/sandbox/certificates.ts";
import { migrateAndLogIn } from "../../src/sandbox/migrate-and-log-in.ts";
import { startPostgres } from "../../src/sandbox/postgres.ts";
import type { AppleWallet } from "../../src/wallets/apple/apple-wallet.ts";
import { createApplePushes } from "../../src/wallets/apple/create-apns.ts";
import { createAppleWallet } from "../../src/wallets/apple/create-apple-wallet.ts";
import { anAppleOffer } from "../support/apple-tickets.ts";
import { testKeyRing } from "../support/builders.ts";
import { shippedTemplates } from "../support/shipped-templates.ts";
import { testDeps } from "../support/test-deps.ts";
import type { Call, LoadSeen, Order, PhonesSeen } from "./apple-outside.ts";
import { barePeer, statementPeer, type Peer } from "./apple-peers.ts";
import { aMillionTickets, someTickets, type BenchTicket } from "./apple-scene.ts";

const phones = 10_000;
const million = 1_000_000;
const giveUpMs = 180_000;

type Ask = <T>(order: Order) => Promise<T>;

interface Scene {
  db: Pool;
  databaseUrl: string;
  url: string;
  deps: Deps;
  wallet: AppleWallet;
  offer: Offer;
  ask: Ask;
}

const thousands = (value: number) => Math.round(value).toLocaleString("en");
const ms = (value: number) => value.toFixed(1);
const at = (sorted: number[], part: number) =>
  sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? NaN;

/** One order at a time; rejects with what went wrong outside. */
function createAsk(outside: ChildProcess): Ask {
  return async <T>(order: Order) => {
    const answered = once(outside, "message");
    outside.send(order);
    const [{ answer, fault }] = (await answered) as [{ answer?: T; fault?: string }];
    if (fault !== undefined) throw new Error(fault);
    return answer as T;
  };
}

const passType = ({ wallet }: Scene) => wallet.passTypeIdentifier;
const listPath = (scene: Scene, { device }: BenchTicket) =>
  `/apple/v1/devices/${device}/registrations/${passType(scene)}`;
const passPath = (scene: Scene, { serialNumber }: BenchTicket) =>
  `/apple/v1/passes/${passType(scene)}/${serialNumber}`;
const authorizationOf = ({ wallet }: Scene, { serialNumber }: BenchTicket) =>
  `ApplePass ${wallet.authenticationToken({ serialNumber, tokenKeyId: "test" })}`;

/** The questions that phones ask again and again. */
function questions(scene: Scene, tickets: BenchTicket[]): Record<string, Call[]> {
  const listed = (ticket: BenchTicket, behind: number, status: number): Call => {
    const tag = passesUpdatedSinceTag({ ...ticket, change: ticket.change - behind });
    return { path: `${listPath(scene, ticket)}?passesUpdatedSince=${tag}`, status };
  };
  return {
    "list, nothing new: 204": tickets.map((ticket) => listed(ticket, 0, 204)),
    "list, one ticket changed: 200": tickets.map((ticket) => listed(ticket, 1, 200)),
    "ticket not modified: 304": tickets.map((ticket) => ({
      path: passPath(scene, ticket),
      headers: {
        authorization: authorizationOf(scene, ticket),
        "if-modified-since": ticket.lastModified.toUTCString(),
      },
      status: 304,
    })),
  };
}

async function benchQuestions(scene: Scene, tickets: BenchTicket[]): Promise<void> {
  const { ask, url } = scene;
  console.log(
    `\n| ${thousands(million)} tickets and registrations | p50 ms | p95 ms (target 10) | p99 ms | answers/s at most | CPU ms |`,
  );
  console.log("| --- | --: | --: | --: | --: | --: |");
  // What the machine leaves of such a rate when nothing is asked of the database.
  const nothing = { "for comparison: /livez": [{ path: "/livez", status: 200 }] };
  for (const [what, calls] of Object.entries({ ...nothing, ...questions(scene, tickets) })) {
    await ask({ kind: "load", url, calls, clients: 4, ms: 2_000 });
    const steady = await ask<LoadSeen>({ kind: "load", url, calls, perSecond: 200, ms: 10_000 });
    const most = await loadAndCpu(scene, { kind: "load", url, calls, clients: 16, ms: 5_000 });
    const part = (each: number) => ms(at(steady.latencies, each));
    console.log(
      `| ${what}, at 200/s | ${part(0.5)} | ${part(0.95)} | ${part(0.99)} | ${thousands((most.answers * 1000) / most.ms)} | ${most.cpuMs.toFixed(2)} |`,
    );
  }
}

/** Tickets that are signed for each answer, the same ones again as the cache has them, and what they are compared with. */
async function benchTickets(scene: Scene, tickets: BenchTicket[]): Promise<void> {
  const calls = tickets.map((ticket): Call => {
    const headers = { authorization: authorizationOf(scene, ticket) };
    return { path: passPath(scene, ticket), headers, status: 200 };
  });
  const order = { kind: "load", url: scene.url, calls, clients: 16 } as const;
  await scene.ask({ ...order, ms: 1_000 });
  const signed = await loadAndCpu(scene, { ...order, calls: calls.toReversed(), ms: 10_000 });
  const few = { ...order, calls: calls.slice(0, 64) };
  await scene.ask({ ...few, ms: 1_000 });
  const built = await loadAndCpu(scene, { ...few, ms: 10_000 });
  const bytes = Math.round(signed.bytes / signed.answers);
  const beside = async (peer: Peer) => {
    await scene.ask({ ...few, url: peer.url, ms: 1_000 });
    const seen = await loadAndCpu(scene, { ...few, url: peer.url, ms: 10_000 });
    await peer.stop();
    return seen;
  };
  const reading = await beside(await statementPeer(bytes, scene.databaseUrl));
  const bare = await beside(await barePeer(bytes));
  const rate = ({ answers, ms: spent }: LoadSeen) => (answers * 1000) / spent;
  console.log(
    `\n| tickets of ${thousands(bytes / 1000)} KB over HTTP, 16 at a time | tickets/s | MB/s | p95 ms | CPU ms | of one statement and the answer | of the bare answer |`,
  );
  console.log("| --- | --: | --: | --: | --: | --: | --: |");
  for (const [what, seen] of [
    ["signed for each answer", signed],
    ["built already", built],
    ["one statement and a bare Node answer", reading],
    ["a bare Node answer", bare],
  ] as const) {
    const part = (of: LoadSeen) => `${Math.round((100 * rate(seen)) / rate(of))} %`;
    console.log(
      `| ${what} | ${thousands(rate(seen))} | ${thousands(seen.bytes / 1000 / seen.ms)} | ${ms(at(seen.latencies, 0.95))} | ${seen.cpuMs.toFixed(2)} | ${part(reading)} | ${part(bare)} |`,
    );
  }
}

/** The plans of what a phone's question runs, as PostgreSQL explains them with these very values. */
async function printPlans(scene: Scene, [ticket]: BenchTicket[]): Promise<void> {
  if (!ticket) return;
  const statements = new Map<string, readonly unknown[]>();
  const note = ({ sql, bindings }: { sql: string; bindings?: readonly unknown[] }) => {
    statements.set(sql, bindings ?? []);
  };
  scene.db.on("query", note);
  for (const calls of Object.values(questions(scene, [ticket]))) {
    await scene.ask({ kind: "load", url: scene.url, calls, clients: 1, ms: 1 });
  }
  scene.db.off("query", note);
  for (const [sql, bindings] of statements) {
    const { rows } = await scene.db.raw<{ rows: { "QUERY PLAN": string }[] }>(
      `explain (analyze, buffers, costs off, timing off, summary off) ${sql.replace(/\$\d+/g, "?")}`,
      [...bindings] as string[],
    );
    console.log(`\n${sql.replace(/\s+/g, " ").slice(0, 110)} …\n`);
    console.log(rows.map((row) => `    ${row["QUERY PLAN"]}`).join("\n"));
  }
}

/** CPU of the service in this process, database and callers left out: ms for each answer. */
async function loadAndCpu(scene: Scene, order: Extract<Order, { kind: "load" }>) {
  const before = process.cpuUsage();
  const seen = await scene.ask<LoadSeen>(order);
  const { user, system } = process.cpuUsage(before);
  return { ...seen, cpuMs: (user + system) / 1000 / seen.answers };
}

/** Waits until the phones have seen it all, or the time is over. */
async function waitFor({ ask }: Scene, list: keyof PhonesSeen, since: number): Promise<PhonesSeen> {
  for (;;) {
    const seen = await ask<PhonesSeen>({ kind: "pushes" });
    if (seen[list].length >= phones || Date.now() - since > giveUpMs) return seen;
    await sleep(250);
  }
}

/** Apple has taken the pushes before the rows say so. */
async function settled(db: Pool): Promise<void> {
  for (;;) {
    const { rows } = await db.raw<{ rows: { owed: boolean }[] }>(
      "select exists (select from passes where pushed_version < version) as owed",
    );
    if (rows[0]?.owed !== true) return;
    await sleep(100);
  }
}

/** Changes the offer; answers when the change began, was committed, and what the phones saw. */
async function changeAndFollow(scene: Scene, answering: boolean, title: string) {
  const { db, deps, offer, ask, url } = scene;
  // What the pushes of an earlier run would put off by half an hour.
  await db.raw("update devices set pushed_at = null where pushed_at is not null");
  const tickets = await someTickets(db, { offerId: offer.id, limit: phones });
  const held = tickets.map((ticket) => ({
    pushToken: ticket.pushToken,
    passPath: passPath(scene, ticket),
    authorization: authorizationOf(scene, ticket),
    listPath: `${listPath(scene, ticket)}?passesUpdatedSince=${passesUpdatedSinceTag(ticket)}`,
  }));
  await ask({ kind: "phones", url, phones: held, answering });
  await proposeChange(deps, offer, { title: { nb: title } });
  const start = Date.now();
  await approveChange(deps, offer);
  const committed = Date.now();
  const seen = await waitFor(scene, answering ? "current" : "pushed", start);
  return { start, committed, ...seen };
}

async function benchChange(scene: Scene): Promise<void> {
  const alone = await changeAndFollow(scene, false, "Dagskort, nå også på kvelden");
  const [first = NaN, last = NaN] = [alone.pushed[0], alone.pushed.at(-1)];
  const rate = (alone.pushed.length * 1000) / (last - first);
  await settled(scene.db);
  const whole = await changeAndFollow(scene, true, "Dagskort til klokka ni");
  const [begun = NaN, done = NaN] = [whole.pushed[0], whole.current.at(-1)];
  const seconds = (value: number) => (value / 1000).toFixed(1);
  console.log(`\n| one offer changed, ${thousands(phones)} phones | |`);
  console.log("| --- | --: |");
  console.log(
    `| the change itself, until committed | ${seconds(alone.committed - alone.start)} s |`,
  );
  console.log(
    `| pushes/s sustained while no phone answers (target 3,000) | ${thousands(rate)} (${thousands(alone.pushed.length)} pushes) |`,
  );
  console.log(
    `| from the change until the first push, gathering included | ${seconds(begun - whole.start)} s |`,
  );
  console.log(
    `| from the change until the last phone has listed and fetched it (target 60 s) | ${seconds(done - whole.start)} s (${thousands(whole.current.length)} phones) |`,
  );
}

/** Prints the tables; durable PostgreSQL, service and worker in this process, the outside in another. */
export async function run(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "join-bench-"));
  await chmod(directory, 0o755);
  const postgres = await startPostgres(join(directory, "pg"));
  const outside = fork(new URL("apple-outside.ts", import.meta.url), {
    execArgv: ["--import", "tsx"],
  });
  const ending: (() => Promise<unknown>)[] = [];
  try {
    await postgres.createDatabase("apple");
    const url = await migrateAndLogIn(postgres, "apple");
    const owner = connectOwner(postgres.urlOf("apple"));
    ending.push(() => owner.destroy());
    const db = connect(url, { max: 20 });
    ending.push(() => db.destroy());
    const ask = createAsk(outside);
    const certificates = await developmentCertificates(join(directory, "certs"));
    const apnsOrigin = await ask<string>({ kind: "apns", certificates });
    const wallet = createAppleWallet(certificates, {
      keyRing: testKeyRing,
      publicUrl: "https://tickets.example",
    });
    const base = testDeps(db);
    const apns = createApplePushes({ ...certificates, apnsOrigin }, base);
    ending.push(() => apns.close());
    const backend = createQueueBackend({ databaseDirectUrl: url });
    const queues = createQueues(backend, base.logger);
    ending.push(() => queues.close());
    const deps: Deps = {
      ...base,
      clock: { now: () => new Date() },
      enqueue: createEnqueue(queues, base.logger),
      apple: wallet,
      apns,
    };
    const high = 100_000_000;
    const rateLimits = { api: high, claim: high, phones: high, phone: high };
    const server = createHttpServer(createApp(deps, { rateLimits }));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    ending.push(async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    });
    const worker = await startWorker(deps, backend);
    ending.push(() => worker.close());

    const shipped = (await shippedTemplates()).find(({ slug }) => slug === "day-lift-pass");
    const offer = await anAppleOffer(db, { quota: phones }, [...(shipped?.images ?? [])]);
    const start = performance.now();
    await aMillionTickets(db, owner, offer, { total: million, each: phones });
    const built = (performance.now() - start) / 1000;
    console.log(
      `${availableParallelism()} cores; database, service, push service and phones on one machine (the million took ${built.toFixed(0)} s to make)`,
    );
    const { port } = server.address() as AddressInfo;
    const at = `http://127.0.0.1:${port}`;
    const scene: Scene = { db, databaseUrl: url, url: at, deps, wallet, offer, ask };
    const tickets = await someTickets(db, { limit: 20_000 });
    await benchQuestions(scene, tickets);
    await benchTickets(scene, tickets);
    await printPlans(scene, tickets);
    await benchChange(scene);
    const measuring = performance.now();
    await totalPropagation(db);
    console.log(
      `| proof of delivery over all ${thousands(million)} (measured at most once a minute) | ${((performance.now() - measuring) / 1000).toFixed(1)} s |`,
    );
    await ask({ kind: "phones", url: scene.url, phones: [], answering: false });
  } finally {
    outside.disconnect();
    for (const end of ending.reverse()) await end();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
