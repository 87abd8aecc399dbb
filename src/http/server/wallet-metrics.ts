import type { Registry } from "prom-client";
import { measurePushes } from "../../actions/apple/measure-pushes.ts";
import type { Deps } from "../../actions/deps.ts";
import {
  createApplePropagationMeter,
  createGoogleMeter,
} from "../../actions/operations/measure-wallets.ts";
import { registerReadingMetrics } from "./reading-metrics.ts";

type WalletMetricsDeps = Pick<Deps, "apple" | "clock" | "db" | "google">;

/**
 * Registers the metrics of both wallets. They are read from the database, so every process answers the
 * same values.
 */
export function registerWalletMetrics(registry: Registry, deps: WalletMetricsDeps): void {
  if (deps.apple) registerAppleMetrics(registry, deps);
  if (deps.google) registerGoogleMetrics(registry, deps);
}

function registerAppleMetrics(registry: Registry, deps: WalletMetricsDeps): void {
  registerReadingMetrics(registry, createApplePropagationMeter(deps), [
    {
      name: "apple_passes",
      help: "Registrations of passes on iPhones: all, pushed, and current in their newest version",
      label: "state",
      samples: ({ phones, pushed, current }) => [
        ["held", phones],
        ["pushed", pushed],
        ["current", current],
      ],
    },
    {
      name: "apple_oldest_behind_seconds",
      help: "Age of the oldest change that an iPhone has not fetched; 0: none is behind",
      samples: ({ behindSince }) => secondsSince(deps, behindSince),
    },
  ]);
  registerReadingMetrics(registry, () => measurePushes(deps), [
    {
      type: "counter",
      name: "apple_updates_total",
      help: "Pushes by Apple's answer, over all workers",
      label: "outcome",
      samples: ({ counts }) => counts,
    },
    {
      name: "apple_update_queue_age_seconds",
      help: "Age of the oldest change of each kind that has not been pushed; 0: none",
      label: "kind",
      samples: ({ ages }) => ages.map(({ kind, seconds }) => [kind, seconds]),
    },
    {
      name: "apple_updates_stopped",
      help: "1 while Apple refuses the pass certificate, so that no push leaves",
      samples: ({ isStopped }) => Number(isStopped),
    },
  ]);
}

function registerGoogleMetrics(registry: Registry, deps: WalletMetricsDeps): void {
  registerReadingMetrics(registry, createGoogleMeter(deps), [
    {
      name: "google_passes",
      help: "Tickets in Google Wallet: held, and current in their newest version",
      label: "state",
      samples: ({ held, current }) => [
        ["held", held],
        ["current", current],
      ],
    },
    {
      type: "counter",
      name: "google_updates_total",
      help: "Writes of objects by Google's answer, over all workers",
      label: "outcome",
      samples: ({ counts }) => counts,
    },
    {
      name: "google_oldest_behind_seconds",
      help: "Age of the oldest change that Google Wallet does not show; 0: none is behind",
      samples: ({ behindSince }) => secondsSince(deps, behindSince),
    },
    {
      name: "google_update_queue_age_seconds",
      help: "Age of the oldest change that is not written to Google and not refused; 0: none",
      samples: ({ owedSince }) => secondsSince(deps, owedSince),
    },
    {
      name: "google_updates_refused",
      help: "Classes and objects that Google refuses until they change",
      label: "kind",
      samples: ({ refusedClasses, refusedObjects }) => [
        ["class", refusedClasses],
        ["object", refusedObjects],
      ],
    },
    {
      name: "google_updates_stopped",
      help: "1 while Google refuses the service account, so that no update of an offer is sent",
      samples: ({ isStopped }) => Number(isStopped),
    },
  ]);
}

const secondsSince = ({ clock }: Pick<Deps, "clock">, since: Date | null): number =>
  since === null ? 0 : Math.max(0, (clock.now().getTime() - since.getTime()) / 1_000);
