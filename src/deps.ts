import type { Deps } from "./actions/deps.ts";
import type { Config } from "./config.ts";
import { connect } from "./db/connect.ts";
import { restGoogle, takeGoogleSlot } from "./db/google-pace.ts";
import { makeQueueBackend, type QueueBackend } from "./jobs/backend.ts";
import { makeEnqueue } from "./jobs/enqueue.ts";
import { makeMessageSender } from "./jobs/message-sender.ts";
import { makeQueues, type Queues } from "./jobs/queues.ts";
import { KeyRing } from "./key-ring.ts";
import { makeLogger } from "./logger.ts";
import { makeAppleWallet } from "./wallets/apple/make-apple-wallet.ts";
import { makeApplePushes } from "./wallets/apple/make-apns.ts";
import { makeGoogleCallbacks } from "./wallets/google/callbacks.ts";
import { makePace } from "./wallets/google/pace.ts";
import { makeGoogleWallet } from "./wallets/google/make-google-wallet.ts";

/** Google documents a limit of twenty for all of an issuer's processes together. */
const googleRequestsPerSecond = 15;

export interface Composition {
  deps: Deps;
  backend: QueueBackend;
  queues: Queues;
  close: () => Promise<void>;
}

/**
 * Puts the service together from a configuration that the sandbox or the operator has completed.
 * Throws ConfigError when certificates and configuration do not fit together. Connects lazily.
 */
export function makeDeps(config: Config): Composition {
  if (config.databaseUrl === undefined) throw new Error("The configuration names no database.");
  const { publicUrl, environment } = config;
  const logger = makeLogger(config.logLevel);
  const keyRing = new KeyRing(config.secretKeys);
  const apple = config.apple && makeAppleWallet(config.apple, { keyRing, publicUrl });
  const apns = config.apple && makeApplePushes(config.apple, { logger });
  const db = connect(config.databaseUrl, { logger });
  const pace = makePace({
    take: () => takeGoogleSlot(db, googleRequestsPerSecond),
    rest: (ms) => restGoogle(db, ms),
  });
  const google =
    config.google && makeGoogleWallet(config.google, { publicUrl, environment, logger, pace });
  const backend = makeQueueBackend(config);
  const queues = makeQueues(backend, logger);
  const deps: Deps = {
    config,
    db,
    clock: { now: () => new Date() },
    keyRing,
    logger,
    enqueue: makeEnqueue(queues, logger),
    messages: makeMessageSender(config, logger),
    apple,
    apns,
    google,
    googleCallbacks: config.google && makeGoogleCallbacks(config.google, { environment, logger }),
  };
  return {
    deps,
    backend,
    queues,
    close: async () => {
      await apns?.close();
      await queues.close();
      await db.destroy();
    },
  };
}
