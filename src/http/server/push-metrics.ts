import { Counter, Gauge, type Registry } from "prom-client";
import { measurePushes, type PushMeasures } from "../../actions/apple/measure-pushes.ts";
import type { Deps } from "../../actions/deps.ts";

/**
 * Adds what Apple answered and what is still owed to phones; nothing without an Apple part. The
 * numbers come from the database, so every process tells the same of all workers.
 */
export function registerPushMetrics(
  registry: Registry,
  deps: Pick<Deps, "apple" | "clock" | "db">,
): void {
  if (!deps.apple) return;
  const registers = [registry];
  // One reading for the three of them: they are collected at the same moment.
  let reading: Promise<PushMeasures | undefined> | undefined;
  const read = () => {
    reading ??= measurePushes(deps)
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  new Counter({
    name: "apple_pushes_total",
    help: "Pushes by what Apple answered, over all workers; absent without a database",
    labelNames: ["result"],
    registers,
    async collect() {
      this.reset();
      for (const { result, count } of (await read())?.counts ?? []) this.inc({ result }, count);
    },
  });
  new Gauge({
    name: "apple_push_queue_age_seconds",
    help: "Age of the oldest change of each kind that some iPhone is owed a push of; 0: none",
    labelNames: ["kind"],
    registers,
    async collect() {
      this.reset();
      for (const { kind, seconds } of (await read())?.ages ?? []) this.set({ kind }, seconds);
    },
  });
  new Gauge({
    name: "apple_pushes_stopped",
    help: "1 while Apple refuses the pass certificate, so that no push leaves",
    registers,
    async collect() {
      this.reset();
      const measures = await read();
      if (measures) this.set(measures.isStopped ? 1 : 0);
    },
  });
}
