import { expect } from "chai";
import { syncGoogle } from "../../../src/actions/google/sync-google.ts";
import { createMetrics } from "../../../src/http/server/metrics.ts";
import { registerWalletMetrics } from "../../../src/http/server/wallet-metrics.ts";
import { useDatabase } from "../../support/database.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";
import { revokeAllOf, ticketsInGoogle } from "../../support/google-tickets.ts";
import { testDeps } from "../../support/test-deps.ts";

describe("Google Wallet's metrics", () => {
  const database = useDatabase();
  const google = useGoogleSandbox();

  it("tell what Google holds, what it is owed, what it refused and when it is stopped", async () => {
    const deps = { ...testDeps(database.db), google: google.wallet() };
    const read = async () => {
      const { registry } = createMetrics(deps);
      registerWalletMetrics(registry, deps);
      const lines = (await registry.metrics()).matchAll(/^joinwallet_google_(\S+) (\S+)$/gm);
      return Object.fromEntries<number>(
        [...lines].map(([, name = "", value]) => [name, Number(value)]),
      );
    };
    const { offer } = await ticketsInGoogle(deps, { count: 2 });
    const before = await read();
    expect(before).to.include({
      'passes{state="held"}': 2,
      'passes{state="current"}': 2,
      'updates_total{outcome="written"}': 2,
      oldest_behind_seconds: 0,
      updates_stopped: 0,
    });

    await revokeAllOf(database.db, offer);
    const changed = await database.db("passes").first<{ last_modified: Date }>("last_modified");
    deps.clock.set(new Date(changed.last_modified.getTime() + 3_600_000));
    const owed = await read();
    expect(owed).to.include({ 'passes{state="held"}': 2, 'passes{state="current"}': 0 });
    expect(owed["update_queue_age_seconds"]).to.be.closeTo(3600, 60);

    google.sandbox.faults.inject({ status: 403, times: 2, inBatch: true });
    await syncGoogle(deps, { offerId: offer.id }).catch(() => undefined);
    const stopped = await read();
    expect(stopped).to.include({ updates_stopped: 1, update_queue_age_seconds: 0 });
    expect(stopped["oldest_behind_seconds"]).to.be.closeTo(3600, 60);
    expect(stopped['updates_refused{kind="object"}']).to.be.at.least(1);
    expect(stopped['updates_total{outcome="refused"}']).to.be.at.least(1);
  });
});
