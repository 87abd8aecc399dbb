import { z } from "zod";
import { appleNames, appleOf, appleVariables, type AppleConfig } from "./config/apple.ts";
import { emailOf, emailReturnNames, emailVariables, type EmailConfig } from "./config/email.ts";
import { defined, presentIn, readEnvironment, type Environment } from "./config/environment.ts";
import { googleNames, googleOf, googleVariables, type GoogleConfig } from "./config/google.ts";
import { graceOf, graceVariables, type GraceConfig } from "./config/grace.ts";
import { lifetimesOf, lifetimeVariables, type LifetimesConfig } from "./config/lifetimes.ts";
import { processOf, processVariables, type ProcessConfig } from "./config/process.ts";
import { productionFaults } from "./config/production.ts";
import { redisFaults, redisVariables, type RedisConfig } from "./config/redis.ts";
import { sessionsOf, sessionVariables, type SessionsConfig } from "./config/sessions.ts";
import { smsFaults, smsNames, smsOf, smsVariables, type SmsConfig } from "./config/sms.ts";
import { databaseUrl, environmentName, oneOf, origin, port, secretKeys } from "./config/values.ts";
import type { SecretKey } from "./key-ring.ts";

const variables = z.object({
  NODE_ENV: environmentName,
  PORT: port.default(3000),
  PUBLIC_URL: origin.optional(),
  STAFF_URL: origin.optional(),
  API_URL: origin.optional(),
  DATA_DIR: z.string().default(".data"),
  LOG_LEVEL: oneOf(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  ...redisVariables.shape,
  SECRET_KEYS: secretKeys.optional(),
  ...processVariables.shape,
  ...sessionVariables.shape,
  ...lifetimeVariables.shape,
  ...graceVariables.shape,
  ...appleVariables.shape,
  ...googleVariables.shape,
  OIDC_ISSUER: origin.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_ROLE_CLAIM: z.string().default("roles"),
  OIDC_ACR: z.string().trim().optional(),
  ...emailVariables.shape,
  ...smsVariables.shape,
  BRAND_NAME: z
    .string()
    .min(1)
    .max(11, "must fit an SMS sender name: at most 11 characters")
    .default("Billett"),
});

const oidcNames = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"];

interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  roleClaim: string;
  /** Authentication contexts (`acr`), of which each login must have one. Undefined: a login is not checked for one. */
  acr?: string[] | undefined;
}

export interface Config
  extends ProcessConfig, RedisConfig, SessionsConfig, LifetimesConfig, GraceConfig, EmailConfig {
  environment: "production" | "development" | "test";
  port: number;
  /** Without a trailing slash. */
  publicUrl: string;
  /** Unset: the same as `publicUrl`; see config/hosts.ts. */
  staffUrl?: string;
  apiUrl?: string;
  dataDir: string;
  logLevel: string;
  /** Unset only until the sandbox has filled it in. */
  databaseUrl?: string;
  /** Leads past a connection pool; DATABASE_URL where there is none. */
  databaseDirectUrl?: string;
  secretKeys: SecretKey[];
  apple?: AppleConfig;
  google?: GoogleConfig;
  oidc?: OidcConfig;
  sms?: SmsConfig;
  brandName: string;
}

/**
 * Reads the configuration from the environment. Outside production the sandbox completes it. Throws
 * ConfigError with every fault.
 */
export function loadConfig(environment: Environment = process.env): Config {
  const env = readEnvironment(variables, {
    environment,
    together: [appleNames, googleNames, oidcNames, smsNames, emailReturnNames],
    further: (present) => [
      ...redisFaults(present),
      ...smsFaults(present),
      ...productionFaults(present, oidcNames),
    ],
  });
  return defined({
    environment: env.NODE_ENV,
    port: env.PORT,
    ...processOf(env),
    ...sessionsOf(env),
    ...lifetimesOf(env),
    ...graceOf(env),
    ...emailOf(env),
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    staffUrl: env.STAFF_URL,
    apiUrl: env.API_URL,
    dataDir: env.DATA_DIR,
    logLevel: env.LOG_LEVEL,
    databaseUrl: env.DATABASE_URL,
    databaseDirectUrl: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    redisSentinels: env.REDIS_SENTINELS,
    redisSentinelPassword: env.REDIS_SENTINEL_PASSWORD,
    secretKeys: env.SECRET_KEYS ?? [],
    apple: appleOf(env),
    google: googleOf(env),
    oidc:
      env.OIDC_ISSUER === undefined
        ? undefined
        : {
            issuer: env.OIDC_ISSUER,
            clientId: env.OIDC_CLIENT_ID ?? "",
            clientSecret: env.OIDC_CLIENT_SECRET ?? "",
            roleClaim: env.OIDC_ROLE_CLAIM,
            acr: env.OIDC_ACR?.split(/\s+/),
          },
    sms: smsOf(env),
    brandName: env.BRAND_NAME,
  });
}

/** The channels without configuration, with the variable to set. The service runs without them. */
export function unsetChannels({ environment, sms, smtpUrl }: Config): Record<string, string> {
  if (environment !== "production") return {};
  return {
    ...(smtpUrl === undefined && {
      email: "SMTP_URL is not set: e-mail waits, and nobody can sign in to a provider's pages.",
    }),
    ...(sms === undefined && { sms: "SMS_GATEWAY_URL is not set: text messages wait." }),
  };
}

/** Reads what commands about the scheme need. Throws ConfigError. */
export function loadSchemePart(
  environment: Environment = process.env,
): LifetimesConfig & { databaseUrl: string } {
  const schema = z.object({ DATABASE_URL: databaseUrl, ...lifetimeVariables.shape });
  const env = readEnvironment(schema, { environment });
  return { databaseUrl: env.DATABASE_URL, ...lifetimesOf(env) };
}

/** Reads what commands about keys need. Throws ConfigError. */
export function loadKeyPart(environment: Environment = process.env): {
  databaseUrl: string;
  secretKeys: SecretKey[];
} {
  const env = readEnvironment(z.object({ DATABASE_URL: databaseUrl, SECRET_KEYS: secretKeys }), {
    environment,
  });
  return { databaseUrl: env.DATABASE_URL, secretKeys: env.SECRET_KEYS };
}

/** Reads Apple's variables alone, for commands. Undefined when none is set; throws ConfigError with every fault. */
export function loadAppleConfig(environment: Environment = process.env): AppleConfig | undefined {
  return appleOf(readEnvironment(appleVariables, { environment, together: [appleNames] }));
}

/** The passphrase of the private key; undefined without one. */
export function signerKeyPassphrase(environment: Environment = process.env): string | undefined {
  return presentIn(environment)["APPLE_SIGNER_KEY_PASSPHRASE"];
}

const googlePart = googleVariables.extend({
  NODE_ENV: environmentName,
  PUBLIC_URL: origin.optional(),
  DATABASE_URL: databaseUrl.optional(),
});

export interface GooglePart {
  environment: z.output<typeof environmentName>;
  google?: GoogleConfig;
  publicUrl?: string;
  databaseUrl?: string;
}

/** Reads Google's variables and those they depend on. Throws ConfigError with every fault. */
export function loadGooglePart(environment: Environment = process.env): GooglePart {
  const env = readEnvironment(googlePart, { environment, together: [googleNames] });
  return defined({
    environment: env.NODE_ENV,
    google: googleOf(env),
    publicUrl: env.PUBLIC_URL,
    databaseUrl: env.DATABASE_URL,
  });
}
