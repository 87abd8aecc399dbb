import type { AppleConfig } from "../../config/apple.ts";
import type { Logger } from "../../logger.ts";
import type { ApnsLimits } from "./apns-limits.ts";
import { createApns, type Apns } from "./apns.ts";
import { loadSigners } from "./certificates.ts";
import { signerAt } from "./signers.ts";

/**
 * Creates the APNs client with the pass certificate as the TLS client certificate; of two, the one that
 * is in use. Throws ConfigError as the wallet does. Connects on the first push.
 */
export function createApplePushes(
  config: AppleConfig,
  { logger, limits, at = new Date() }: { logger: Logger; limits?: ApnsLimits; at?: Date },
): Apns {
  const signers = loadSigners(config, at, { allowsExpired: true });
  return createApns({
    origin: config.apnsOrigin,
    topic: config.passTypeIdentifier,
    identity: () => {
      const { leaf, wwdr, key } = signerAt(signers, new Date());
      return {
        fingerprint: leaf.fingerprint256,
        tls: {
          cert: `${leaf.toString()}${wwdr.toString()}`,
          key: key.export({ type: "pkcs8", format: "pem" }),
          ...(config.apnsCa !== undefined && { ca: config.apnsCa }),
        },
      };
    },
    onError: (reason) => {
      logger.warn({ reason }, "trouble with Apple's push service");
    },
    ...(limits && { limits }),
  });
}
