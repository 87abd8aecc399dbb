import { readFileSync } from "node:fs";
import { z } from "zod";
import { origin } from "./values.ts";

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

export interface GoogleConfig {
  issuerId: string;
  serviceAccount: z.output<typeof serviceAccountKey>;
  apiOrigin: string;
  callbackKeysUrl: string;
  saveOrigin: string;
}

export const googleVariables = z.object({
  GOOGLE_ISSUER_ID: z
    .string()
    .regex(/^\d{10,20}$/, "must be 10 to 20 digits")
    .optional(),
  GOOGLE_SERVICE_ACCOUNT: serviceAccount.optional(),
  GOOGLE_API_ORIGIN: origin.default("https://walletobjects.googleapis.com"),
  GOOGLE_CALLBACK_KEYS_URL: z
    .url({ error: "must be an address like https://pay.google.com/gp/m/issuer/keys" })
    .default("https://pay.google.com/gp/m/issuer/keys"),
  GOOGLE_SAVE_ORIGIN: origin.default("https://pay.google.com"),
});

/** The variables that Google's part requires. */
export const googleNames = ["GOOGLE_ISSUER_ID", "GOOGLE_SERVICE_ACCOUNT"] as const;

/** Undefined when none of it is set. */
export function googleOf(env: z.output<typeof googleVariables>): GoogleConfig | undefined {
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
