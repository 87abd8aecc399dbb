import type { Deps } from "../actions/deps.ts";
import { joinKeyRing, KeyRingConflict, leaveKeyRing } from "../actions/operations/join-key-ring.ts";
import { ConfigError } from "../config/config-error.ts";

/** A process counts as gone after six that are missed. */
const beatMs = 10_000;

/**
 * Joins the key ring and keeps the process in it until `stop`, so that a new key becomes current once
 * all processes hold it. Throws ConfigError when the process may not run with its SECRET_KEYS. Starts
 * without the database, too, and joins as soon as it answers.
 */
export async function startKeyRingHeartbeat(
  deps: Pick<Deps, "db" | "keyRing" | "logger">,
): Promise<{ stop: () => Promise<void> }> {
  const { db, keyRing, logger } = deps;
  let instanceId: string | undefined;
  const beat = async () => {
    const before = keyRing.currentId;
    const joined = await joinKeyRing(deps, instanceId);
    ({ instanceId } = joined);
    if (joined.currentId !== before) logger.info({ keyId: joined.currentId }, "the current key");
  };
  await beat().catch((error: unknown) => {
    if (error instanceof KeyRingConflict) throw new ConfigError([error.message]);
    logger.warn({ err: error }, "the key ring was not joined yet");
  });
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= beat()
      .catch((error: unknown) => {
        logger.error({ err: error }, "the process is out of the key ring");
      })
      .finally(() => (running = undefined));
  }, beatMs).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
      if (instanceId !== undefined) await leaveKeyRing({ db }, instanceId);
    },
  };
}
