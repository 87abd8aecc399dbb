import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { SecretKey } from "../key-ring.ts";

/** Returns the development key, created on the first run and stored beside the data that it encrypts. */
export function developmentKey(path: string): SecretKey {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, randomBytes(32).toString("base64"), { mode: 0o600 });
  }
  return { id: "dev", secret: Buffer.from(readFileSync(path, "utf8"), "base64") };
}
