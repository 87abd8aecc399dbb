import type { Deps } from "./actions/deps.ts";
import type { Config } from "./config.ts";
import { ConfigError } from "./config/config-error.ts";
import { connect } from "./db/connect.ts";
import { requireDirectAddress } from "./db/connection-checks.ts";
import { blockGoogleUntil, acquireGoogleSlot } from "./db/google/google-rate-limit.ts";
import { createQueueBackend, type QueueBackend } from "./jobs/backend.ts";
import { createEnqueue } from "./jobs/enqueue.ts";
import { createMessageSender } from "./jobs/message-sender.ts";
import { createQueues, type Queues } from "./jobs/queues.ts";
import { KeyRing } from "./key-ring.ts";
import { createLogger } from "./logger.ts";
import { createAppleWallet } from "./wallets/apple/create-apple-wallet.ts";
import { createApplePushes } from "./wallets/apple/create-apns.ts";
import { createGoogleCallbacks } from "./wallets/google/callbacks.ts";
import { createRateLimiter } from "./wallets/google/rate-limiter.ts";
import { createGoogleWallet } from "./wallets/google/create-google-wallet.ts";

/** Google documents a limit of 20 for all processes of an issuer. */
const googleRequestsPerSecond = 15;

export interface Composition {
  deps: Deps;
  backend: QueueBackend;
  queues: Queues;
  /** Throws ConfigError when the database's addresses cannot do what is needed of them; not when it is away. */
  checkDatabase: () => Promise<void>;
  close: () => Promise<void>;
}

/**
 * Composes the service from a complete configuration. Throws ConfigError when certificates and
 * configuration do not match. Connects on first use.
 */
export function createDeps(config: Config): Composition {
  if (config.databaseUrl === undefined) throw new Error("The configuration names no database.");
  const { publicUrl, environment, databaseDirectUrl: directUrl = config.databaseUrl } = config;
  const logger = createLogger(config.logLevel);
  const keyRing = new KeyRing(config.secretKeys);
  const apple = config.apple && createAppleWallet(config.apple, { keyRing, publicUrl });
  const apns = config.apple && createApplePushes(config.apple, { logger });
  if (apple?.canSign(new Date()) === false) {
    logger.error("Apple's pass certificate has expired: no pass is signed and no push is sent.");
  }
  const db = connect(config.databaseUrl, { logger });
  const rateLimiter = createRateLimiter({
    take: () => acquireGoogleSlot(db, googleRequestsPerSecond),
    pause: (ms) => blockGoogleUntil(db, ms),
  });
  const google =
    config.google &&
    createGoogleWallet(config.google, { publicUrl, environment, logger, rateLimiter });
  const backend = createQueueBackend(config);
  const queues = createQueues(backend, logger);
  const deps: Deps = {
    config,
    db,
    clock: { now: () => new Date() },
    keyRing,
    logger,
    enqueue: createEnqueue(queues, logger),
    messages: createMessageSender(config, logger),
    apple,
    apns,
    google,
    googleCallbacks: config.google && createGoogleCallbacks(config.google, { environment, logger }),
  };
  return {
    deps,
    backend,
    queues,
    checkDatabase: async () => {
      const asked = await Promise.allSettled([
        db.raw("select 1"),
        ...(backend.kind === "postgres"
          ? [requireDirectAddress(directUrl, "the queue waits for jobs by LISTEN.")]
          : []),
      ]);
      for (const answer of asked) {
        if (answer.status === "fulfilled") continue;
        for (const fault of [answer.reason, (answer.reason as Error).cause]) {
          if (fault instanceof ConfigError) throw fault;
        }
      }
    },
    close: async () => {
      await apns?.close();
      await queues.close();
      await db.destroy();
    },
  };
}
