import type { Config } from "../../config.ts";
import type { GoogleConfig } from "../../config/google.ts";
import type { Logger } from "../../logger.ts";
import { createCallbackKeys } from "./callback-keys.ts";
import { readCallback, type CallbackFault } from "./callback-signature.ts";
import { googleIds } from "./ids.ts";

/** A save or delete that Google reports. */
export interface GoogleEvent {
  /** May name a ticket that does not exist. */
  serialNumber: string;
  type: "save" | "del";
  /** The same for every delivery of one event. */
  nonce: string;
  /** Later for a later event. */
  expiresAt: Date;
}

type CallbackReading =
  { event: GoogleEvent } | { fault: CallbackFault | "no_keys" | "other_environment" };

export interface GoogleCallbacks {
  /** Reads the event of a callback's body, or why it is refused. Never rejects. */
  read(body: string, at: Date): Promise<CallbackReading>;
}

/** Creates the reader of callbacks for one issuer and environment. Throws ConfigError for a malformed issuer id. */
export function createGoogleCallbacks(
  { issuerId, callbackKeysUrl }: Pick<GoogleConfig, "issuerId" | "callbackKeysUrl">,
  { environment, logger }: { environment: Config["environment"]; logger: Logger },
): GoogleCallbacks {
  const ids = googleIds(issuerId, environment);
  const keys = createCallbackKeys(callbackKeysUrl, { logger });
  return {
    read: async (body, at) => {
      const rootKeys = await keys.current(at);
      if (rootKeys.length === 0) return { fault: "no_keys" };
      const read = readCallback(body, { rootKeys, issuerId, at });
      if ("fault" in read) return read;
      const { objectId, eventType, nonce, expTimeMillis } = read.message;
      const serialNumber = ids.serialNumberOf(objectId);
      return serialNumber === undefined
        ? { fault: "other_environment" }
        : { event: { serialNumber, type: eventType, nonce, expiresAt: expTimeMillis } };
    },
  };
}
