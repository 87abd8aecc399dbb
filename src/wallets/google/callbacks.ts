import type { Config } from "../../config.ts";
import type { GoogleConfig } from "../../config/google.ts";
import type { Logger } from "../../logger.ts";
import { createCallbackKeys } from "./callback-keys.ts";
import { readCallback, type CallbackFault } from "./callback-signature.ts";
import { googleIds } from "./ids.ts";

/** What Google told us of one ticket. */
export interface GoogleEvent {
  /** Of whatever ticket has this number; perhaps of none. */
  serialNumber: string;
  type: "save" | "del";
  /** The same whenever Google delivers the same event again. */
  nonce: string;
  /** A later event's message runs out later. */
  expiresAt: Date;
}

type CallbackReading =
  { event: GoogleEvent } | { fault: CallbackFault | "no_keys" | "other_environment" };

export interface GoogleCallbacks {
  /** The event in a callback's body, or why it is none. Never rejects. */
  read(body: string, at: Date): Promise<CallbackReading>;
}

/** Google's callbacks for one issuer and environment. Throws ConfigError for a faulty issuer id. */
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
