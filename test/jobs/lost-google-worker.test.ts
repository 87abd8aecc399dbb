import { expect } from "chai";
import { eventually } from "../support/eventually.ts";
import { useGoogleSandbox } from "../support/google-sandbox.ts";
import { crowdInGoogle, revokeAllOf } from "../support/google-tickets.ts";
import { describeOnBothBackends } from "../support/queues-under-test.ts";
import { startWorkerProcess, type WorkerProcess } from "../support/start-worker-process.ts";
import { testDeps } from "../support/test-deps.ts";

const count = 1_000;

describeOnBothBackends("losing the worker in the middle of Google's updates", function (under) {
  const google = useGoogleSandbox({ perSecond: 20 });
  let processes: WorkerProcess[] = [];

  const start = async () => {
    const { config } = google;
    const where = { ...under.where, databaseUrl: under.database.url, google: config };
    const child = await startWorkerProcess(where, { url: "http://127.0.0.1:9" });
    processes.push(child);
    return child;
  };
  const written = () => google.sandbox.log.calls("PATCH", /Object/, 200).length;

  afterEach(async () => {
    await Promise.all(processes.map((child) => child.end("SIGKILL")));
    processes = [];
  });

  it("google 26: leaves none of 1,000 tickets behind and none doubled, though workers are killed, and keeps the limit with two of them", async function () {
    this.timeout(180_000);
    const { db } = under.database;
    const deps = { ...testDeps(db), google: google.wallet() };
    const validity = { from: new Date("2020-01-01"), until: new Date("2100-01-01") };
    const { sandbox } = google;
    const { offer, serialNumbers } = await crowdInGoogle(deps, { db, sandbox, count, validity });
    const held = sandbox.store.all().length;
    await revokeAllOf(db, offer);
    sandbox.log.clear();
    sandbox.faults.inject({ times: Infinity, delay: 300, when: ({ path }) => path !== "/token" });

    const kills = [1, 400];
    for (const progress of kills) {
      const worker = await start();
      await eventually(`${progress} written`, () => written() >= progress, 60_000);
      await worker.end("SIGKILL");
      expect(written()).to.be.lessThan(count);
    }
    await Promise.all([start(), start()]);
    await eventually(
      "nothing owed",
      async () => {
        const owed = await db("passes").whereRaw("google_version < version").select("state");
        return owed.length === 0;
      },
      90_000,
    );

    const states = serialNumbers.map(
      (each) => sandbox.store.get(`${google.config.issuerId}.t-${each}`)?.body["state"],
    );
    expect(states).to.deep.equal(Array(count).fill("INACTIVE"));
    // Nothing was made anew; only what was under way when a worker died was written twice.
    expect(sandbox.log.calls("POST", /./)).to.deep.equal(sandbox.log.calls("POST", /^\/token$/));
    expect(sandbox.store.all()).to.have.length(held);
    expect(written()).to.be.at.most(count + kills.length * 8 * 50);
    const notices = await db("google_notices").select("id");
    expect(notices).to.have.length(count);
  });
});
