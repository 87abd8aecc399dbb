import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, connectOwner, type Pool } from "../../src/db/connect.ts";
import { createApp } from "../../src/http/server/app.ts";
import { createHttpServer } from "../../src/http/server/listen.ts";
import type { RunningPostgres } from "../../src/sandbox/postgres.ts";
import { anOffer } from "../support/builders.ts";
import { aDoor, barcodeOf } from "../support/scans.ts";
import { testDeps } from "../support/test-deps.ts";
import type { Call, LoadSeen, Order } from "./apple-outside.ts";
import { manyTickets, serialNumbersOf } from "./door-scene.ts";
import { timed, withDatabase } from "./measuring.ts";

const inOffer = 50_000;
const offers = 20;
const seconds = 8;

const thousands = (value: number) => Math.round(value).toLocaleString("en");
const at = (sorted: number[], part: number) =>
  (sorted[Math.floor(sorted.length * part)] ?? NaN).toFixed(1);

async function ask<T>(outside: ChildProcess, order: Order): Promise<T> {
  const answered = once(outside, "message");
  outside.send(order);
  const [{ answer, fault }] = (await answered) as [{ answer?: T; fault?: string }];
  if (fault !== undefined) throw new Error(fault);
  return answer as T;
}

/** A million tickets of one provider, those of one offer partly used, and a season pass that all scan. */
async function aScene(db: Pool, owner: Pool) {
  const season = await anOffer(db, { uses: null, quota: 1 });
  const { providerId, templateId, templateVersion } = season;
  await manyTickets(owner, season, { count: 1 });
  const terms = { templateId, templateVersion, quota: inOffer };
  const fresh = await anOffer(db, { ...terms, providerId, uses: 1 });
  await manyTickets(owner, fresh, { count: inOffer });
  // Another provider's: a manifest of 50,000 used tickets among the million.
  const used = await anOffer(db, { ...terms, uses: 3 });
  await manyTickets(owner, used, { count: inOffer, usesLeft: 2 });
  for (let index = 2; index < offers; index += 1) {
    const other = await anOffer(db, { ...terms, providerId, uses: 1 });
    await manyTickets(owner, other, { count: inOffer });
  }
  await owner.raw("vacuum (analyze) passes");
  // Otherwise the first redemptions pay for what the insertions left to write.
  await owner.raw("checkpoint");
  return { season, fresh, used };
}

/** How long this disk takes for a commit that writes nothing else, in order. */
async function bareCommits(owner: Pool): Promise<number[]> {
  const latencies: number[] = [];
  for (let commit = 0; commit < 400; commit += 1) {
    latencies.push(
      await timed(() => owner.raw("select pg_logical_emit_message(true, 'bench', '')")),
    );
  }
  return latencies.sort((one, other) => one - other);
}

/** Prints the redemptions over HTTP, a batch and a manifest, with 1,000,000 tickets. */
export const benchHttp = (postgres: RunningPostgres): Promise<void> =>
  withDatabase(postgres, "door_http", async (db, databaseUrl) => {
    const outside = fork(new URL("apple-outside.ts", import.meta.url), {
      execArgv: ["--import", "tsx"],
    });
    const owner = connectOwner(postgres.urlOf("door_http"));
    const service = connect(databaseUrl);
    const deps = testDeps(service);
    const high = 100_000_000;
    const rateLimits = { api: high, claim: high, phones: high, phone: high };
    const server = createHttpServer(createApp(deps, { rateLimits }));
    try {
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const scene = await aScene(db, owner);
      const door = await aDoor(db, scene.fresh.providerId);
      const serials = await serialNumbersOf(db, scene.fresh, inOffer);
      const [hot = ""] = await serialNumbersOf(db, scene.season, 1);
      let scan = 0;
      const callOf = (code: string): Call => ({
        path: "/api/v1/redemptions",
        headers: { authorization: `Bearer ${door.token}`, "content-type": "application/json" },
        body: JSON.stringify({ code, scanId: String(++scan) }),
        status: 200,
      });
      const spread = (count: number) =>
        serials.splice(0, count).map((serial) => callOf(barcodeOf(serial, scene.fresh)));
      const onOne = (count: number) =>
        Array.from({ length: count }, () => callOf(barcodeOf(hot, scene.season)));

      const percentiles = (latencies: number[]) =>
        [0.5, 0.95, 0.99].map((part) => `${at(latencies, part)} ms`).join(" | ");
      // A door opens with warm connections, and long after its tickets were made: the system goes on writing
      // the fill to the disk for most of a minute after the checkpoint, and every commit queues behind it.
      const warmUp = { perSecond: 100, ms: 60_000 };
      await ask(outside, { kind: "load", url, calls: spread(6_000), ...warmUp });
      console.log(`\n| over HTTP, ${thousands(offers * inOffer)} tickets | p50 | p95 | p99 |`);
      console.log("| --- | --: | --: | --: |");
      for (const [what, calls] of [
        ["spread", spread],
        ["one ticket", onOne],
      ] as const) {
        for (const perSecond of [50, 200]) {
          const { latencies } = await ask<LoadSeen>(outside, {
            kind: "load",
            url,
            calls: calls(perSecond * seconds),
            perSecond,
            ms: seconds * 1000,
          });
          console.log(`| ${what}, ${perSecond} a second | ${percentiles(latencies)} |`);
        }
      }
      console.log(
        `| for comparison: bare commits, one after the other | ${percentiles(await bareCommits(owner))} |`,
      );
      const most = await ask<LoadSeen>(outside, {
        kind: "load",
        url,
        calls: spread(10_000),
        clients: 16,
        ms: 6_000,
      });
      console.log(
        `\n| redemptions/s at most, spread, 16 at a time | ${thousands((most.answers * 1000) / most.ms)} |`,
      );
      console.log("| --- | --: |");

      const headers = { authorization: `Bearer ${door.token}`, "content-type": "application/json" };
      const scans = serials.splice(0, 500).map((serial, index) => ({
        code: barcodeOf(serial, scene.fresh),
        scanId: `kept ${index}`,
        scannedAt: new Date(deps.clock.now().getTime() - (500 - index) * 10_000).toISOString(),
        admittedOffline: true,
      }));
      const body = JSON.stringify({ scans });
      const path = `${url}/api/v1/redemptions/batch`;
      const batch = await timed(async () => {
        const answer = await fetch(path, { method: "POST", headers, body });
        if (!answer.ok) throw new Error(await answer.text());
        await answer.json();
      });
      console.log(`| 500 kept scans in one request | ${(batch / 1000).toFixed(1)} s |`);

      const other = await aDoor(db, scene.used.providerId);
      const manifest = async (since = "") => {
        const asked = `${url}/api/v1/door/manifest${since && `?since=${since}`}`;
        const authorization = `Bearer ${other.token}`;
        const answer = await fetch(asked, { headers: { authorization } });
        return answer.text();
      };
      let text = "";
      const whole = await timed(async () => (text = await manifest()));
      const { since } = JSON.parse(text) as { since: string };
      const difference = await timed(() => manifest(since));
      console.log(
        `| manifest of ${thousands(inOffer)} used tickets | ${(text.length / 1e6).toFixed(2)} MB, ${thousands(whole)} ms |`,
      );
      console.log(`| the same with \`since\`, nothing new | ${thousands(difference)} ms |`);
    } finally {
      outside.disconnect();
      server.close();
      server.closeAllConnections();
      await service.destroy();
      await owner.destroy();
    }
  });
