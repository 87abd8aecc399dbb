import { Gauge, type Registry } from "prom-client";
import { createUpdatePropagationMeter } from "../../actions/operations/measure-update-propagation.ts";
import type { Deps } from "../../actions/deps.ts";

/** Adds how far tickets' changes got to iPhones; nothing without an Apple part. */
export function registerPropagationMetrics(
  registry: Registry,
  deps: Pick<Deps, "apple" | "clock" | "db">,
): void {
  if (!deps.apple) return;
  const measure = createUpdatePropagationMeter(deps);
  new Gauge({
    name: "apple_tickets_on_phones",
    help: "Tickets on iPhones: held, told of their newest version, known to have it; absent without a database",
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      this.reset();
      const sum = await measure().catch(() => undefined);
      if (!sum) return;
      this.set({ state: "held" }, sum.phones);
      this.set({ state: "pushed" }, sum.pushed);
      this.set({ state: "current" }, sum.current);
    },
  });
  new Gauge({
    name: "apple_oldest_behind_seconds",
    help: "Since the oldest change that some iPhone has not fetched; 0: none is behind",
    registers: [registry],
    async collect() {
      this.reset();
      const sum = await measure().catch(() => undefined);
      if (!sum) return;
      const since = sum.behindSince?.getTime();
      this.set(since === undefined ? 0 : (deps.clock.now().getTime() - since) / 1000);
    },
  });
}
