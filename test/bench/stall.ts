// The longest time for which one request holds the event loop of the process that answers it.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { createApiKey } from "../../src/actions/integrations/create-api-key.ts";
import type { Pool } from "../../src/db/connect.ts";
import { ensureClaimLink } from "../../src/db/recipients/claim-links.ts";
import { createApp } from "../../src/http/server/app.ts";
import { createHttpServer } from "../../src/http/server/listen.ts";
import {
  aCrowd,
  anOffer,
  aPass,
  aRecipient,
  aTemplateDefinition,
  testKeyRing,
  type BuiltPass,
} from "../support/builders.ts";
import { aDoor, barcodeOf } from "../support/scans.ts";
import { testDeps } from "../support/test-deps.ts";
import { withDatabase, withPostgres } from "./measuring.ts";
import { benchUploads } from "./stall-uploads.ts";

const rounds = 10;

interface Ask {
  what: string;
  path: string;
  method?: string;
  headers?: Record<string, string>;
  /** Made anew for each round. */
  body?: () => string;
}

/** Sends in a thread of its own, so that only the server's work is on this loop. */
const sender = `
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", async ({ url, init }) => {
    const answer = await fetch(url, init);
    await answer.arrayBuffer();
    parentPort.postMessage(answer.status);
  });`;

function form(icon: string): Pick<Ask, "headers" | "body"> {
  const part = (name: string, rest: string, text: string) =>
    `--stall\r\nContent-Disposition: form-data; name="${name}"${rest}\r\n\r\n${text}\r\n`;
  const file = '; filename="a.svg"\r\nContent-Type: image/svg+xml';
  const template = JSON.stringify(aTemplateDefinition);
  return {
    headers: { "content-type": "multipart/form-data; boundary=stall" },
    body: () => `${part("template", "", template)}${part("icon", file, icon)}--stall--\r\n`,
  };
}

async function asks(db: Pool): Promise<Ask[]> {
  const offer = await anOffer(db, { quota: 100_000, uses: null });
  const keyOf = async (owner: Parameters<typeof createApiKey>[1]) => {
    const { key } = await createApiKey(testDeps(db), owner);
    return { authorization: `Bearer ${key}` };
  };
  const nav = await keyOf({ role: "nav", municipalities: ["5025"], name: "stall" });
  const { providerId } = offer;
  const provider = await keyOf({ role: "provider", providerId, name: "stall" });
  const door = { authorization: `Bearer ${(await aDoor(db, providerId)).token}` };
  const { id: recipientId } = await aRecipient(db);
  const passes: BuiltPass[] = [];
  while (passes.length < 10) passes.push(await aPass(db, { offer, recipientId }));
  const { token } = await db.transaction((trx) => ensureClaimLink(trx, testKeyRing, recipientId));
  const crowd = await aCrowd(db, 1_000 * (rounds + 1));
  const json = { "content-type": "application/json" };
  const post = (
    what: string,
    path: string,
    headers: Record<string, string>,
    body: () => string,
  ) => ({
    ...{ what, path, body, method: "POST" },
    headers: { ...json, ...headers },
  });
  const scans = (round: number) =>
    Array.from({ length: 500 }, (_, index) => ({
      barcode: barcodeOf(passes[index % 10]?.serialNumber ?? "", offer),
      scanId: `${round} ${index}`,
      scannedAt: "2027-01-15T10:00:00Z",
    }));
  let round = 0;
  const upload = (what: string, icon: string): Ask => {
    const sent = form(icon);
    return {
      ...{ what, path: "/api/v1/templates", method: "POST", body: sent.body ?? (() => "") },
      headers: { ...sent.headers, ...provider },
    };
  };
  const svg = (style: string) => `<svg xmlns="http://www.w3.org/2000/svg" style="${style}"/>`;
  return [
    { what: "for comparison: /livez", path: "/livez" },
    upload("an SVG with 30,000 unclosed url(", svg("url(".repeat(30_000))),
    upload("an SVG of 2 MB", svg("a".repeat(2_000_000))),
    post("a body of 900,000 [", "/api/v1/redemptions", door, () => "[".repeat(900_000)),
    post("500 scans kept offline", "/api/v1/redemptions/batch", door, () =>
      JSON.stringify({ scans: scans(round++) }),
    ),
    post("an allocation of 1,000", "/api/v1/allocations", nav, () =>
      JSON.stringify({
        items: crowd.splice(0, 1_000).map((recipient) => ({ recipient, offerId: offer.id })),
      }),
    ),
    { what: "a claim page of ten tickets", path: `/t/${token}` },
    { what: "a PDF of ten tickets", path: `/t/${token}/tickets.pdf` },
    { what: "the API's documentation", path: "/docs" },
    {
      what: "a page of 500 offers",
      path: "/api/v1/offers?municipality=5025&limit=500",
      headers: nav,
    },
  ];
}

/**
 * Prints the table: the longest stall while each request is answered, in milliseconds, as the least and the most
 * of ten. The least is what the request itself does; other programs on the same cores add to it.
 */
export const run = (): Promise<void> =>
  withPostgres((postgres) => withDatabase(postgres, "stall", benchOn));

async function benchOn(db: Pool): Promise<void> {
  const deps = testDeps(db);
  const high = 1_000_000;
  const rateLimits = { api: high, claim: high, phones: high, phone: high };
  const server = createHttpServer(createApp(deps, { rateLimits })).listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = new Worker(sender, { eval: true });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  console.log(
    "| request | status | longest stall (ms), the least of ten | the most |\n| --- | --: | --: | --: |",
  );
  for (const { what, path, body, ...init } of await asks(db)) {
    const stalls: number[] = [];
    let status = 0;
    for (let round = 0; round <= rounds; round++) {
      const sent = { url: url + path, init: { ...init, ...(body && { body: body() }) } };
      await sleep(50);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      client.postMessage(sent);
      [status] = (await once(client, "message")) as [number];
      await sleep(20);
      delay.disable();
      // The first compiles what the others run.
      if (round > 0) stalls.push(delay.max / 1e6);
    }
    const [least, most] = [Math.min(...stalls), Math.max(...stalls)];
    console.log(`| ${what} | ${status} | ${least.toFixed(0)} | ${most.toFixed(0)} |`);
  }
  await benchUploads(db, url);
  await client.terminate();
  server.closeAllConnections();
  server.close();
}
