import type { Config } from "../../config.ts";
import { ConfigError } from "../../config/config-error.ts";

/** One letter, since the length of a save link is limited. */
const prefixes: Record<Config["environment"], string> = {
  production: "p",
  development: "d",
  test: "t",
};

export interface GoogleIds {
  classId(offerId: string): string;
  objectId(serialNumber: string): string;
  /** Undefined for an id of another issuer or environment. */
  serialNumberOf(objectId: string): string | undefined;
}

/**
 * Derives deterministic class and object ids, so that a repeated attempt addresses the same object. They
 * carry the environment, so that tests never touch real tickets of the issuer. Throws ConfigError for a
 * malformed issuer id.
 * https://developers.google.com/wallet/reference/rest/v1/eventticketobject
 */
export function googleIds(issuerId: string, environment: Config["environment"]): GoogleIds {
  if (!/^\d{10,20}$/.test(issuerId)) {
    throw new ConfigError(["GOOGLE_ISSUER_ID must be the issuer's number, 10 to 20 digits"]);
  }
  const prefix = `${issuerId}.${prefixes[environment]}-`;
  const idOf = (suffix: string) => {
    if (!/^[A-Za-z0-9._-]+$/.test(suffix)) throw new Error("An id that Google would not take.");
    return `${prefix}${suffix}`;
  };
  return {
    classId: idOf,
    objectId: idOf,
    serialNumberOf: (id) => (id.startsWith(prefix) ? id.slice(prefix.length) : undefined),
  };
}
