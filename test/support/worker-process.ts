// A worker as a process of its own, for tests that stop it, kindly or not. Says "ready" when it is.
import { loadConfig } from "../../src/config.ts";
import { createDeps } from "../../src/deps.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { fastPace } from "./fast-pace.ts";

const { deps, backend, close } = createDeps(loadConfig());
// Five minutes pass in a second, and with them the pauses between attempts to send a message.
const from = Number(process.env["TEST_CLOCK_FROM"]);
const clock = { now: () => new Date(from + (Date.now() - from) * 300) };
const worker = await startWorker({ ...deps, clock }, backend, { timings: fastPace });
process.once("SIGTERM", () => {
  void worker
    .close()
    .then(close)
    .then(() => process.exit(0));
});
console.log("ready");
