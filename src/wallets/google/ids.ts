import type { Config } from "../../config.ts";
import { ConfigError } from "../../config/config-error.ts";

/** One letter, since every character counts in a save link with many tickets. */
const prefixes: Record<Config["environment"], string> = {
  production: "p",
  development: "d",
  test: "t",
};

export interface GoogleIds {
  classId(offerId: string): string;
  objectId(serialNumber: string): string;
  /** Undefined for an id that is not of this issuer and environment. */
  serialNumberOf(objectId: string): string | undefined;
}

/**
 * Ids that follow from ours, so that a second attempt finds what the first one made, and carry the
 * environment, so that a developer's tickets never meet real ones under the same issuer. Throws
 * ConfigError when the issuer id is not what Google hands out.
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
