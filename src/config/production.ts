import { appleNames } from "./apple.ts";
import type { Environment } from "./environment.ts";
import { googleNames } from "./google.ts";
import { secretKeys } from "./values.ts";

/** Addresses that production calls or gives out over TLS only. */
const encrypted = [
  "PUBLIC_URL",
  "STAFF_URL",
  "API_URL",
  "OIDC_ISSUER",
  "SMS_GATEWAY_URL",
  "APPLE_APNS_ORIGIN",
  "GOOGLE_API_ORIGIN",
  "GOOGLE_CALLBACK_KEYS_URL",
  "GOOGLE_SAVE_ORIGIN",
];

/** 32 random bytes have 30 different values on average, and fewer than 16 once in 10^12 times. */
const isGuessable = (secret: Uint8Array): boolean => new Set(secret).size < 16;

/**
 * Returns what is wrong with a production environment beyond the schema: a variable without a stand-in
 * that is missing, also of the `required` ones, plain HTTP, or a secret that can be guessed. None
 * outside production.
 */
export function productionFaults(present: Environment, required: readonly string[]): string[] {
  if (present["NODE_ENV"] !== "production") return [];
  const isMissing = (name: string) => present[name] === undefined;
  const faults = ["DATABASE_URL", "SECRET_KEYS", "PUBLIC_URL", ...required]
    .filter(isMissing)
    .map((name) => `${name} is missing; production has no stand-in for it`);
  if ([...appleNames, ...googleNames].every(isMissing)) {
    faults.push("Neither Apple's nor Google's part is set; without a wallet there is no ticket");
  }
  for (const name of encrypted) {
    if (present[name]?.startsWith("http://")) {
      faults.push(`${name} must be https: production sends nothing without TLS`);
    }
  }
  if (
    secretKeys.safeParse(present["SECRET_KEYS"]).data?.some(({ secret }) => isGuessable(secret))
  ) {
    faults.push("SECRET_KEYS must be random: make each with openssl rand -base64 32");
  }
  return faults;
}
