import type { Registry } from "prom-client";
import type { Deps } from "../../actions/deps.ts";
import { createMessageMeter } from "../../actions/operations/measure-messages.ts";
import { registerReadingMetrics } from "./reading-metrics.ts";

/** Registers the number of messages that have not been sent. Every process answers the same. */
export function registerMessageMetrics(registry: Registry, deps: Pick<Deps, "clock" | "db">): void {
  registerReadingMetrics(registry, createMessageMeter(deps), [
    {
      name: "messages_unsent",
      help: "Messages to recipients: owed, and given up after all attempts",
      label: "state",
      samples: ({ owed, failed }) => [
        ["owed", owed],
        ["failed", failed],
      ],
    },
  ]);
}
