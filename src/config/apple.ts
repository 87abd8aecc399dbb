import { z } from "zod";
import { defined } from "./environment.ts";
import { origin, pem } from "./values.ts";

export interface AppleConfig {
  passTypeIdentifier: string;
  teamIdentifier: string;
  /** PEM texts; each may hold two during a rotation. */
  signerCert: string;
  signerKey: string;
  signerKeyPassphrase?: string;
  wwdrCert: string;
  apnsOrigin: string;
  apnsCa?: string;
}

export const appleVariables = z.object({
  APPLE_PASS_TYPE_IDENTIFIER: z
    .string()
    .regex(/^pass\.[A-Za-z0-9.-]+$/, "must look like pass.no.example.ticket")
    .optional(),
  APPLE_TEAM_IDENTIFIER: z
    .string()
    .regex(/^[A-Z0-9]{10}$/, "must be ten capital letters or digits")
    .optional(),
  APPLE_SIGNER_CERT: pem.optional(),
  APPLE_SIGNER_KEY: pem.optional(),
  APPLE_SIGNER_KEY_PASSPHRASE: z.string().optional(),
  APPLE_WWDR_CERT: pem.optional(),
  APPLE_APNS_ORIGIN: origin.default("https://api.push.apple.com"),
  APPLE_APNS_CA: pem.optional(),
});

/** The variables that Apple's part requires. */
export const appleNames = [
  "APPLE_PASS_TYPE_IDENTIFIER",
  "APPLE_TEAM_IDENTIFIER",
  "APPLE_SIGNER_CERT",
  "APPLE_SIGNER_KEY",
  "APPLE_WWDR_CERT",
] as const;

/** Undefined when none of it is set. */
export function appleOf(env: z.output<typeof appleVariables>): AppleConfig | undefined {
  if (env.APPLE_SIGNER_CERT === undefined) return undefined;
  return defined({
    passTypeIdentifier: env.APPLE_PASS_TYPE_IDENTIFIER ?? "",
    teamIdentifier: env.APPLE_TEAM_IDENTIFIER ?? "",
    signerCert: env.APPLE_SIGNER_CERT,
    signerKey: env.APPLE_SIGNER_KEY ?? "",
    signerKeyPassphrase: env.APPLE_SIGNER_KEY_PASSPHRASE,
    wwdrCert: env.APPLE_WWDR_CERT ?? "",
    apnsOrigin: env.APPLE_APNS_ORIGIN,
    apnsCa: env.APPLE_APNS_CA,
  });
}
