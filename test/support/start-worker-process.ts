import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Config } from "../../src/config.ts";
import { testSecretKeys } from "./builders.ts";
import { compiled } from "./compiled.ts";
import type { FakeGateway } from "./fake-gateway.ts";

export interface WorkerProcess {
  /** Whether it still runs. */
  alive: () => boolean;
  /** Sends the signal and resolves with the exit code once it is gone; null: killed. */
  end: (signal: "SIGTERM" | "SIGKILL") => Promise<number | null>;
}

const program = new URL("worker-process.ts", import.meta.url);

/** All workers of a test run share one clock, which the worker process speeds up from here. */
const clockFrom = Date.now();

/** Starts the worker's own process and resolves once it works. */
export async function startWorkerProcess(
  where: Pick<
    Config,
    "databaseUrl" | "redisUrl" | "redisSentinels" | "apple" | "google" | "smtpUrl"
  >,
  gateway: Pick<FakeGateway, "url">,
): Promise<WorkerProcess> {
  const { databaseUrl, redisUrl, redisSentinels, apple, google, smtpUrl } = where;
  const child = spawn(process.execPath, [compiled(program)], {
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "test",
      LOG_LEVEL: "fatal",
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      REDIS_SENTINELS: redisSentinels?.map(({ host, port }) => `${host}:${port}`).join(","),
      SECRET_KEYS: testSecretKeys,
      SMS_GATEWAY_URL: gateway.url,
      SMS_GATEWAY_TOKEN: "test",
      SMTP_URL: smtpUrl,
      TEST_CLOCK_FROM: String(clockFrom),
      ...(apple && {
        APPLE_PASS_TYPE_IDENTIFIER: apple.passTypeIdentifier,
        APPLE_TEAM_IDENTIFIER: apple.teamIdentifier,
        APPLE_SIGNER_CERT: apple.signerCert,
        APPLE_SIGNER_KEY: apple.signerKey,
        APPLE_WWDR_CERT: apple.wwdrCert,
        APPLE_APNS_ORIGIN: apple.apnsOrigin,
        APPLE_APNS_CA: apple.apnsCa,
      }),
      ...(google && {
        GOOGLE_ISSUER_ID: google.issuerId,
        GOOGLE_SERVICE_ACCOUNT: JSON.stringify(google.serviceAccount),
        GOOGLE_API_ORIGIN: google.apiOrigin,
      }),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit") as Promise<[number | null]>;
  const lines = createInterface(child.stdout);
  const [first] = (await Promise.race([once(lines, "line"), exited])) as [unknown];
  if (first !== "ready") throw new Error(`the worker process did not start: ${String(first)}`);
  return {
    alive: () => child.exitCode === null && child.signalCode === null,
    end: async (signal) => {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}
