import { Counter, Gauge, type Registry } from "prom-client";

/** Prefix of every metric. */
export const metricPrefix = "joinwallet_";

interface ReadingMetric<T> {
  /** Without the prefix, in base units. */
  name: string;
  help: string;
  type?: "counter";
  label?: string;
  samples: (reading: T) => [label: string, value: number][] | number;
}

/**
 * Registers metrics that share one reading, which each scrape takes once. A reading that fails leaves
 * the labelled metrics out.
 */
export function registerReadingMetrics<T>(
  registry: Registry,
  read: () => Promise<T>,
  metrics: ReadingMetric<T>[],
): void {
  let reading: Promise<T | undefined> | undefined;
  const readOnce = () =>
    (reading ??= read()
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
      }));
  for (const { name, help, type, label, samples } of metrics) {
    const Metric = type === "counter" ? Counter : Gauge;
    const metric = new Metric({
      name: metricPrefix + name,
      help,
      labelNames: label === undefined ? [] : [label],
      registers: [registry],
      async collect() {
        metric.reset();
        const read = await readOnce();
        if (read === undefined) return;
        const found = samples(read);
        if (typeof found === "number") metric.inc(found);
        else for (const [value, count] of found) metric.inc({ [label ?? ""]: value }, count);
      },
    });
  }
}
