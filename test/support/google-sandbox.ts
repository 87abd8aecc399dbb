import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import type { GoogleConfig } from "../../src/config/google.ts";
import { createLogger, type Logger } from "../../src/logger.ts";
import { googleSandboxPath, sandboxGoogle } from "../../src/sandbox/google/sandbox-google.ts";
import { holderRetryPolicy, type RetryPolicy } from "../../src/wallets/google/client.ts";
import type { RateLimiter } from "../../src/wallets/google/rate-limiter.ts";
import type { GoogleWallet } from "../../src/wallets/google/google-wallet.ts";
import { createGoogleWallet } from "../../src/wallets/google/create-google-wallet.ts";
import { createObservedGoogle, type ObservedGoogle } from "./observed-google.ts";

export interface RunningGoogle {
  readonly config: GoogleConfig;
  readonly sandbox: ObservedGoogle;
  /** A wallet that does not really wait between attempts; `waits` are the milliseconds it would have. */
  wallet(options?: {
    publicUrl?: string;
    logger?: Logger;
    patience?: Partial<RetryPolicy>;
    pace?: RateLimiter;
    batches?: boolean;
  }): GoogleWallet & { waits: number[] };
}

/**
 * The stand-in for Google behind a port of its own, empty before each test of the enclosing `describe`.
 * With `perSecond` it keeps that limit, and a test that ever exceeds it fails.
 */
export function useGoogleSandbox({ perSecond }: { perSecond?: number } = {}): RunningGoogle {
  let directory: string | undefined;
  let server: Server | undefined;
  let current: { config: GoogleConfig; sandbox: ObservedGoogle } | undefined;
  let config: GoogleConfig | undefined;

  before("starts the stand-in for Google", async () => {
    directory = await mkdtemp(join(tmpdir(), "join-google-"));
    const app = express();
    app.use(googleSandboxPath, (request, response, next) => {
      if (current) current.sandbox.router(request, response, next);
      else next();
    });
    server = createServer(app).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    config = await sandboxGoogle(directory, `http://127.0.0.1:${port}`);
  });
  beforeEach(() => {
    if (config) current = { config, sandbox: createObservedGoogle(config, perSecond) };
  });
  afterEach("kept Google's limit", () => {
    const busiest = current?.sandbox.limiter?.busiestSecond() ?? 0;
    if (busiest > (perSecond ?? 0)) throw new Error(`${busiest} requests came within a second`);
  });
  after("stops the stand-in for Google", async () => {
    server?.closeAllConnections();
    server?.close();
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
  });
  const running = () => {
    if (!current) throw new Error("The stand-in for Google exists only while tests run.");
    return current;
  };
  return {
    get config() {
      return running().config;
    },
    get sandbox() {
      return running().sandbox;
    },
    wallet: ({ publicUrl = "https://tickets.example", logger, patience, pace, batches } = {}) => {
      const waits: number[] = [];
      const sleep = (duration: number) => Promise.resolve(waits.push(duration));
      const wallet = createGoogleWallet(running().config, {
        publicUrl,
        environment: "test",
        logger: logger ?? createLogger("silent"),
        retryPolicy: { ...holderRetryPolicy, sleep, ...patience },
        ...(pace && { rateLimiter: pace }),
        ...(batches !== undefined && { batches }),
      });
      return Object.assign(wallet, { waits });
    },
  };
}
