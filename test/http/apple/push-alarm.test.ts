import { expect } from "chai";
import { Router } from "express";
import { staffCookie } from "../../../src/http/auth/staff-session.ts";
import { useApns } from "../../support/apns.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aPass } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { pushAll, pushingDeps, revoke } from "../../support/pushing.ts";
import { aPhone } from "../../support/registered-phone.ts";
import { useServer } from "../../support/server.ts";

describe("apple 45: the alarm when Apple refuses the certificate", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  const apns = useApns();
  const signIn = Router();
  const server = useServer(database, {
    sandbox: signIn,
    change: (deps) => ({ ...deps, apple: apple.wallet }),
  });
  signIn.get("/sign-in", async (request, response) => {
    const claims = { name: "Nora", nav: ["5025"], culture: [] };
    await staffCookie.start(server.deps, { request, response }, { subject: "nora", claims });
    response.end();
  });

  beforeEach(async () => {
    await database.owner.raw("truncate passes, devices, push_stops, push_counts cascade");
    server.deps.clock.set(new Date());
  });

  async function pushOne(): Promise<void> {
    const { serialNumber } = await aPass(database.db);
    await aPhone(database.db, [serialNumber]);
    await revoke(database.db, [serialNumber]);
    await pushAll(pushingDeps(database.db, apns.client()));
  }
  const get = (path: string, headers = {}) =>
    fetch(`${server.url}${path}`, { headers }).then((answer) => answer.text());
  const pushCheck = async () => {
    const { checks } = JSON.parse(await get("/readyz")) as {
      checks: Record<string, { status: string; message?: string }>;
    };
    return checks["applePushes"];
  };
  async function navPage(): Promise<string> {
    const { headers } = await fetch(`${server.url}/sign-in`);
    return get("/nav", {
      cookie: headers
        .getSetCookie()
        .map((each) => each.split(";")[0])
        .join("; "),
    });
  }

  it("the push alarm is silent while pushes go through", async () => {
    await pushOne();
    expect(await pushCheck()).to.deep.equal({ status: "ok" });
    const metrics = await get("/metrics");
    expect(metrics).to.match(/^joinwallet_apple_updates_total\{outcome="sent"\} 1$/m);
    expect(metrics).to.match(/^joinwallet_apple_update_queue_age_seconds\{kind="revocation"\} 0$/m);
    expect(metrics).to.match(/^joinwallet_apple_updates_stopped 0$/m);
    expect(await navPage()).to.not.contain("Oppdateringer til iPhone er stanset");
  });

  it("the push alarm shows in readiness, in the metrics and on NAV's page, and ends when pushes go through", async () => {
    apns.service.behaveAll({ status: 403, reason: "BadCertificate" });
    await pushOne();
    server.deps.clock.set(new Date(Date.now() + 60_000));
    const check = await pushCheck();
    expect(check?.status).to.equal("warning");
    expect(check?.message).to.match(/BadCertificate/);
    const metrics = await get("/metrics");
    expect(metrics).to.match(/^joinwallet_apple_updates_total\{outcome="refused"\} 1$/m);
    expect(metrics).to.match(
      /^joinwallet_apple_update_queue_age_seconds\{kind="revocation"\} (5|6)\d(\.|$)/m,
    );
    expect(metrics).to.match(/^joinwallet_apple_updates_stopped 1$/m);
    expect(await navPage()).to.contain("Oppdateringer til iPhone er stanset siden ");

    apns.service.behaveAll(undefined);
    const deps = pushingDeps(database.db, apns.client());
    deps.after(10 * 60_000);
    await pushAll(deps);
    expect(await pushCheck()).to.deep.equal({ status: "ok" });
    expect(await navPage()).to.not.contain("Oppdateringer til iPhone er stanset");
  });
});
