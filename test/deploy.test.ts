import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { createMetrics } from "../src/http/server/metrics.ts";
import { registerWalletMetrics } from "../src/http/server/wallet-metrics.ts";
import { useDatabase } from "./support/database.ts";
import { useGoogleSandbox } from "./support/google-sandbox.ts";
import { useAppleWallet } from "./support/apple-wallet.ts";
import { testDeps } from "./support/test-deps.ts";

describe("the files for operation", () => {
  const database = useDatabase();
  const google = useGoogleSandbox();
  const apple = useAppleWallet();

  /** Every name that the service's metrics can have, a histogram's parts included. */
  const metricNames = () => {
    const deps = { ...testDeps(database.db), apple: apple.wallet, google: google.wallet() };
    const { registry } = createMetrics(deps, () => Promise.reject(new Error("not asked")));
    registerWalletMetrics(registry, deps);
    return registry
      .getMetricsAsArray()
      .flatMap(({ name }) => [
        name,
        ...["bucket", "count", "sum"].map((part) => `${name}_${part}`),
      ]);
  };

  for (const file of ["deploy/prometheus-alerts.yaml", "deploy/grafana-dashboard.json"]) {
    it(`${file} names only metrics that the service has`, async () => {
      const named = (await readFile(file, "utf8")).match(/joinwallet_\w+/g) ?? [];
      expect(named).to.have.length.above(10);
      expect(metricNames()).to.include.members(named);
    });
  }
});
