import { expect } from "chai";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import { createGoogleSaveLink } from "../../../src/actions/google/create-google-save-link.ts";
import { syncGoogle } from "../../../src/actions/google/sync-google.ts";
import { connect, type Pool } from "../../../src/db/connect.ts";
import { blockGoogleUntil, acquireGoogleSlot } from "../../../src/db/google/google-rate-limit.ts";
import { backOff } from "../../../src/jobs/back-off.ts";
import { GoogleError } from "../../../src/wallets/google/google-error.ts";
import { createRateLimiter } from "../../../src/wallets/google/rate-limiter.ts";
import { aPass } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { aGoogleOffer } from "../../support/google-offers.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";
import { ticketsInGoogle } from "../../support/google-tickets.ts";
import { testDeps } from "../../support/test-deps.ts";

/** Half of the limit, so that what a busy machine holds up for a second and then lets go together stays under it. */
const perSecond = 10;
const paceOf = (db: Pool) =>
  createRateLimiter({
    take: () => acquireGoogleSlot(db, perSecond),
    pause: (ms) => blockGoogleUntil(db, ms),
  });
const actor = { role: "nav" as const, id: "test", municipalities: ["5025"] };

describe("the pace at which Google is asked", () => {
  const database = useDatabase();
  const google = useGoogleSandbox({ perSecond: 20 });
  let pools: Pool[] = [];
  const aPool = () => {
    const pool = connect(database.url, { max: 8 });
    pools.push(pool);
    return pool;
  };
  afterEach(async () => {
    await Promise.all(pools.map((pool) => pool.destroy()));
    pools = [];
    await database.db("google_pace").update({ rest_until: new Date(0) });
  });

  // Each pool stands for a process: all that they share is the database.
  it("google 26: three workers and taps beside them never ask more than twenty times in a second", async function () {
    this.timeout(60_000);
    const busy = { ...testDeps(database.db), google: google.wallet({ pace: paceOf(aPool()) }) };
    const offers = [];
    for (let workers = 0; workers < 3; workers += 1) {
      const tickets = await ticketsInGoogle(busy, { count: 8 });
      for (const serialNumber of tickets.serialNumbers) {
        await revokePass(busy, { actor, serialNumber, reason: "Feil barn" });
      }
      offers.push(tickets.offer);
    }
    const taps = [];
    for (let count = 0; count < 10; count += 1) taps.push(await aPass(database.db));
    google.sandbox.log.clear();

    const processes = offers.map(({ id: offerId }) => {
      const db = aPool();
      const wallet = google.wallet({ pace: paceOf(db), batches: false });
      return { deps: { ...testDeps(db), google: wallet }, offerId };
    });
    const [first] = processes;
    await Promise.all([
      ...processes.map(({ deps, offerId }) => syncGoogle(deps, { offerId })),
      ...taps.map(({ serialNumber }) =>
        first ? createGoogleSaveLink(first.deps, { serialNumbers: [serialNumber] }) : undefined,
      ),
    ]);
    expect(google.sandbox.log.calls("PATCH", /Object/, 200)).to.have.length(24);
    expect(google.sandbox.log.calls("POST", /Object/, 200)).to.have.length(10);
    expect(google.sandbox.limiter?.busiestSecond()).to.be.within(1, 20);
  });

  it("google 26: without the pace they would (negative control)", async () => {
    const wallet = google.wallet();
    await Promise.allSettled(Array.from({ length: 40 }, () => wallet.upsertClass(aGoogleOffer())));
    expect(google.sandbox.limiter?.busiestSecond()).to.be.greaterThan(20);
    google.sandbox.limiter?.clear();
  });

  it("google 22: whoever else asks waits too, and one whom Google asks to stay away for longer than it can wait is told until when", async () => {
    const headers = { "retry-after": "60" };
    google.sandbox.faults.inject({ status: 429, headers, when: ({ path }) => path !== "/token" });
    const [one, other] = [aPool(), aPool()].map((db) => google.wallet({ pace: paceOf(db) }));
    const refusalOf = (work: Promise<unknown> | undefined) =>
      Promise.resolve(work).then(
        () => undefined,
        (error: unknown) => error as GoogleError,
      );
    expect(await refusalOf(one?.upsertClass(aGoogleOffer()))).to.include({
      status: 429,
      retryAfter: 60_000,
    });
    google.sandbox.log.clear();
    const refusal = await refusalOf(other?.upsertClass(aGoogleOffer()));
    expect(refusal)
      .to.be.instanceOf(GoogleError)
      .and.to.include({ status: undefined, retryable: true });
    expect(refusal?.retryAfter).to.be.within(1, 60_000);
    expect(google.sandbox.log.count("POST", /Class$/)).to.equal(0);
  });

  it("google 22: a rest is bounded, and a shorter one does not cut a longer one off", async () => {
    const pace = paceOf(database.db);
    await pace.pause(86_400_000);
    await pace.pause(1);
    const { wait, resting } = await acquireGoogleSlot(database.db, perSecond);
    expect(resting).to.equal(true);
    expect(wait).to.be.within(1, 10 * 60_000);
  });

  it("google 22: the worker's next attempt comes when Google said, within bounds, else after the usual pause", () => {
    const job = { opts: { backoff: { type: "asked", delay: 1_000 } } };
    const after = (retryAfter: number | undefined) =>
      backOff(1, new GoogleError("PATCH", { googleMessage: "", retryable: true, retryAfter }), job);
    expect(after(60_000)).to.equal(60_000);
    expect(after(86_400_000)).to.equal(10 * 60_000);
    expect(after(undefined)).to.be.within(500, 1_000);
    expect(after(1)).to.be.within(500, 1_000);
    expect(backOff(3, new Error("other"), job)).to.be.within(2_000, 4_000);
  });
});
