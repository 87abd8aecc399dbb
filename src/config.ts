import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import type { SecretKey } from "./key-ring.ts";

const keyId = /^[0-9A-Za-z_-]{1,32}$/;

/** `id:base64,…`; the first is current. */
const secretKeys = z.string().transform((text, context): SecretKey[] => {
  const keys = text.split(",").map((part) => {
    const [id = "", secret = ""] = part.trim().split(":");
    return { id, secret: Buffer.from(secret, "base64") };
  });
  if (keys.some(({ id, secret }) => !keyId.test(id) || secret.length !== 32)) {
    context.addIssue("must be id:base64 pairs, each secret 32 bytes (openssl rand -base64 32)");
  }
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) {
    context.addIssue("names the same key id twice");
  }
  return keys;
});

/** A PEM text as it is, or the path of a file that holds one, or several such paths with commas between. */
const pem = z.string().transform((value, context) => {
  if (value.includes("-----BEGIN")) return value;
  const paths = value.split(",").map((path) => path.trim());
  const missing = paths.filter((path) => !statSync(path, { throwIfNoEntry: false })?.isFile());
  if (missing.length === 0) return paths.map((path) => readFileSync(path, "utf8")).join("\n");
  const names = paths.length > 1 ? `: ${missing.join(", ")}` : "";
  context.addIssue(`is neither a PEM text nor the path of a file${names}`);
  return z.NEVER;
});

const serviceAccountKey = z.object({
  client_email: z.string(),
  private_key: z.string(),
  private_key_id: z.string().optional(),
  token_uri: z.url().default("https://oauth2.googleapis.com/token"),
});

const serviceAccount = z.string().transform((value, context) => {
  try {
    const text = value.trimStart().startsWith("{") ? value : readFileSync(value, "utf8");
    return serviceAccountKey.parse(JSON.parse(text));
  } catch {
    context.addIssue("is neither a service account's JSON nor the path of a file with one");
    return z.NEVER;
  }
});

const origin = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));

const schema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("development"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: origin.optional(),
  DATA_DIR: z.string().default(".data"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  SECRET_KEYS: secretKeys.optional(),
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
  GOOGLE_ISSUER_ID: z
    .string()
    .regex(/^\d{10,20}$/, "must be 10 to 20 digits")
    .optional(),
  GOOGLE_SERVICE_ACCOUNT: serviceAccount.optional(),
  GOOGLE_API_ORIGIN: origin.default("https://walletobjects.googleapis.com"),
  GOOGLE_CALLBACK_KEYS_URL: z.url().default("https://pay.google.com/gp/m/issuer/keys"),
  GOOGLE_SAVE_ORIGIN: origin.default("https://pay.google.com"),
  OIDC_ISSUER: origin.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_ROLE_CLAIM: z.string().default("roles"),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMS_GATEWAY_URL: z.url().optional(),
  SMS_GATEWAY_TOKEN: z.string().optional(),
  BRAND_NAME: z
    .string()
    .min(1)
    .max(11, "must fit an SMS sender name: at most 11 characters")
    .default("Join"),
});

export interface AppleConfig {
  passTypeIdentifier: string;
  teamIdentifier: string;
  /** PEM texts; each may hold two, while an old certificate hands over to a new one. */
  signerCert: string;
  signerKey: string;
  signerKeyPassphrase?: string;
  wwdrCert: string;
  apnsOrigin: string;
  apnsCa?: string;
}

export interface GoogleConfig {
  issuerId: string;
  serviceAccount: z.infer<typeof serviceAccountKey>;
  apiOrigin: string;
  callbackKeysUrl: string;
  saveOrigin: string;
}

export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  roleClaim: string;
}

export interface Config {
  environment: "production" | "development" | "test";
  port: number;
  /** Without a trailing slash. */
  publicUrl: string;
  dataDir: string;
  logLevel: string;
  /** Unset only until the sandbox has filled it in. */
  databaseUrl?: string;
  redisUrl?: string;
  secretKeys: SecretKey[];
  apple?: AppleConfig;
  google?: GoogleConfig;
  oidc?: OidcConfig;
  smtpUrl?: string;
  sms?: { url: string; token: string };
  brandName: string;
}

/** Every fault of the environment at once, one a line, each with its variable's name. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: string[]) {
    super(
      `The configuration has ${String(faults.length)} fault(s):\n${faults.map((f) => `  - ${f}`).join("\n")}`,
    );
    this.name = "ConfigError";
    this.faults = faults;
  }
}

const appleNames = [
  "APPLE_PASS_TYPE_IDENTIFIER",
  "APPLE_TEAM_IDENTIFIER",
  "APPLE_SIGNER_CERT",
  "APPLE_SIGNER_KEY",
  "APPLE_WWDR_CERT",
] as const;
const googleNames = ["GOOGLE_ISSUER_ID", "GOOGLE_SERVICE_ACCOUNT"] as const;
const oidcNames = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
const smsNames = ["SMS_GATEWAY_URL", "SMS_GATEWAY_TOKEN"] as const;

type Environment = Record<string, string | undefined>;

/** An empty variable is an unset one. */
const presentIn = (environment: Environment): Environment =>
  Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );

function parse<S extends z.ZodType>(of: S, present: Environment) {
  const parsed = of.safeParse(present);
  const issues = parsed.success ? [] : parsed.error.issues;
  return { parsed, faults: issues.map(({ path, message }) => `${path.join(".")} ${message}`) };
}

/** Variables that go together, of which some are set and some are not. */
function halfSet(names: readonly string[], present: Environment): string[] {
  const set = names.filter((name) => present[name] !== undefined);
  if (set.length === 0) return [];
  return names
    .filter((name) => present[name] === undefined)
    .map((name) => `${name} is missing; it goes with ${set.join(", ")}`);
}

/**
 * The environment, checked as a whole. Outside production the parts may be missing: the sandbox
 * stands in for them. Throws ConfigError with every fault listed.
 */
export function loadConfig(environment: Environment = process.env): Config {
  const present = presentIn(environment);
  const { parsed, faults } = parse(schema, present);
  const isSet = (name: string) => present[name] !== undefined;
  for (const names of [appleNames, googleNames, oidcNames, smsNames]) {
    faults.push(...halfSet(names, present));
  }

  if (present["NODE_ENV"] === "production") {
    for (const name of ["DATABASE_URL", "SECRET_KEYS", "PUBLIC_URL", ...oidcNames]) {
      if (!isSet(name) && !faults.some((fault) => fault.startsWith(name))) {
        faults.push(`${name} is missing; production has no stand-in for it`);
      }
    }
    if (![...appleNames, ...googleNames].some(isSet)) {
      faults.push("Neither Apple's nor Google's part is set; without a wallet there is no ticket");
    }
    if (present["PUBLIC_URL"]?.startsWith("http://")) {
      faults.push("PUBLIC_URL must be https: phones refuse a web service without TLS");
    }
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return shape(parsed.data);
}

const appleSchema = schema.pick({
  APPLE_PASS_TYPE_IDENTIFIER: true,
  APPLE_TEAM_IDENTIFIER: true,
  APPLE_SIGNER_CERT: true,
  APPLE_SIGNER_KEY: true,
  APPLE_SIGNER_KEY_PASSPHRASE: true,
  APPLE_WWDR_CERT: true,
  APPLE_APNS_ORIGIN: true,
  APPLE_APNS_CA: true,
});

/**
 * Apple's part alone, for whoever looks after certificates where the rest is not set. Undefined when
 * none of it is set; throws ConfigError with every fault listed.
 */
export function loadAppleConfig(environment: Environment = process.env): AppleConfig | undefined {
  const present = presentIn(environment);
  const { parsed, faults } = parse(appleSchema, present);
  faults.push(...halfSet(appleNames, present));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return parsed.data.APPLE_SIGNER_CERT === undefined ? undefined : appleOf(parsed.data);
}

const googleSchema = schema.pick({
  NODE_ENV: true,
  PUBLIC_URL: true,
  DATABASE_URL: true,
  GOOGLE_ISSUER_ID: true,
  GOOGLE_SERVICE_ACCOUNT: true,
  GOOGLE_API_ORIGIN: true,
  GOOGLE_CALLBACK_KEYS_URL: true,
  GOOGLE_SAVE_ORIGIN: true,
});

export type GooglePart = Pick<Config, "environment" | "databaseUrl"> & {
  google?: GoogleConfig;
  publicUrl?: string;
};

/** Google's part alone, with what it rests on. Throws ConfigError with every fault listed. */
export function loadGooglePart(environment: Environment = process.env): GooglePart {
  const present = presentIn(environment);
  const { parsed, faults } = parse(googleSchema, present);
  faults.push(...halfSet(googleNames, present));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return defined({
    environment: parsed.data.NODE_ENV,
    google: googleOf(parsed.data),
    publicUrl: parsed.data.PUBLIC_URL,
    databaseUrl: parsed.data.DATABASE_URL,
  });
}

/** What opens the private key; undefined when it has no passphrase. */
export function signerKeyPassphrase(environment: Environment = process.env): string | undefined {
  return presentIn(environment)["APPLE_SIGNER_KEY_PASSPHRASE"];
}

/** Leaves out what is undefined, so that a set member is always a value. */
function defined<T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function shape(env: z.infer<typeof schema>): Config {
  return defined({
    environment: env.NODE_ENV,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    dataDir: env.DATA_DIR,
    logLevel: env.LOG_LEVEL,
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    secretKeys: env.SECRET_KEYS ?? [],
    apple: env.APPLE_SIGNER_CERT === undefined ? undefined : appleOf(env),
    google: googleOf(env),
    oidc:
      env.OIDC_ISSUER === undefined
        ? undefined
        : {
            issuer: env.OIDC_ISSUER,
            clientId: env.OIDC_CLIENT_ID ?? "",
            clientSecret: env.OIDC_CLIENT_SECRET ?? "",
            roleClaim: env.OIDC_ROLE_CLAIM,
          },
    smtpUrl: env.SMTP_URL,
    sms:
      env.SMS_GATEWAY_URL === undefined
        ? undefined
        : { url: env.SMS_GATEWAY_URL, token: env.SMS_GATEWAY_TOKEN ?? "" },
    brandName: env.BRAND_NAME,
  });
}

function googleOf(env: z.infer<typeof googleSchema>): GoogleConfig | undefined {
  if (env.GOOGLE_ISSUER_ID === undefined || env.GOOGLE_SERVICE_ACCOUNT === undefined) {
    return undefined;
  }
  return {
    issuerId: env.GOOGLE_ISSUER_ID,
    serviceAccount: env.GOOGLE_SERVICE_ACCOUNT,
    apiOrigin: env.GOOGLE_API_ORIGIN,
    callbackKeysUrl: env.GOOGLE_CALLBACK_KEYS_URL,
    saveOrigin: env.GOOGLE_SAVE_ORIGIN,
  };
}

function appleOf(env: z.infer<typeof appleSchema>): AppleConfig {
  return defined({
    passTypeIdentifier: env.APPLE_PASS_TYPE_IDENTIFIER ?? "",
    teamIdentifier: env.APPLE_TEAM_IDENTIFIER ?? "",
    signerCert: env.APPLE_SIGNER_CERT ?? "",
    signerKey: env.APPLE_SIGNER_KEY ?? "",
    signerKeyPassphrase: env.APPLE_SIGNER_KEY_PASSPHRASE,
    wwdrCert: env.APPLE_WWDR_CERT ?? "",
    apnsOrigin: env.APPLE_APNS_ORIGIN,
    apnsCa: env.APPLE_APNS_CA,
  });
}
