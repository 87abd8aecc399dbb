import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import type { SecretKey } from "../key-ring.ts";

const keyId = /^[0-9A-Za-z_-]{1,32}$/;

/** `id:base64,…`; the first is current. */
export const secretKeys = z.string().transform((text, context): SecretKey[] => {
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

/** A PEM text, the path of a PEM file, or several such paths separated by commas. */
export const pem = z.string().transform((value, context) => {
  if (value.includes("-----BEGIN")) return value;
  const paths = value.split(",").map((path) => path.trim());
  const missing = paths.filter((path) => !statSync(path, { throwIfNoEntry: false })?.isFile());
  if (missing.length === 0) return paths.map((path) => readFileSync(path, "utf8")).join("\n");
  const names = paths.length > 1 ? `: ${missing.join(", ")}` : "";
  context.addIssue(`is neither a PEM text nor the path of a file${names}`);
  return z.NEVER;
});

/** A number of at most four digits, in a unit of time. */
export const wholeNumber = (unit: string, min: number, max: number) => {
  const fault = `must be a number of ${unit} from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,4}$/, fault)
    .transform(Number)
    .pipe(z.int().min(min, fault).max(max, fault));
};

const addressFault = "must be an address like https://billett.example.no";

/** A URL's origin, without a trailing slash. */
export const origin = z
  .url({ protocol: /^https?$/, error: addressFault, abort: true })
  .refine((url) => {
    const { username, password, search, hash } = new URL(url);
    return `${username}${password}${search}${hash}` === "";
  }, `${addressFault}, without a login, a query or a fragment`)
  .transform((url) => url.replace(/(?<!\/)\/+$/, ""));

/** One of the words; the fault lists them. */
export const oneOf = <const W extends readonly string[]>(words: W) =>
  z.enum(words, { error: `must be one of ${words.join(", ")}` });

export const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must be an address like postgres://login:password@host/database",
});

export const environmentName = oneOf(["production", "development", "test"]).default("development");

const portFault = "must be a port: a whole number up to 65535";

export const port = z
  .string()
  .regex(/^\d{1,5}$/, portFault)
  .transform(Number)
  .pipe(z.int().max(65535, portFault));
