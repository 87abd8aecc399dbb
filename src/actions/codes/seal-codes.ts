import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { NewCode } from "../../db/codes/code-uploads.ts";
import { sealCode } from "../../db/codes/ticket-codes.ts";
import { lookupFor } from "../../db/lookups.ts";
import type { CodeRow } from "../../domain/codes/code-rows.ts";
import { endOfDay } from "../../domain/period.ts";
import type { NestableDeps } from "../deps.ts";

/** Codes that are sealed without a pause. */
const burst = 1_000;

/** Encrypts and hashes sound rows of an upload, in their order. `onSealed` is told how many are done after each thousand. */
export async function sealCodes(
  { db, keyRing }: Pick<NestableDeps, "db" | "keyRing">,
  rows: readonly CodeRow[],
  onSealed?: (done: number) => void,
): Promise<NewCode[]> {
  const { hash } = await lookupFor(db, keyRing, "provider-code");
  const codes: NewCode[] = [];
  for (const { code, pin, lastDay } of rows) {
    const id = randomUUID();
    const expiresAt = lastDay === undefined ? null : endOfDay(lastDay);
    codes.push({ id, hash: hash(code), sealed: sealCode(keyRing, id, { code, pin }), expiresAt });
    if (codes.length % burst > 0) continue;
    onSealed?.(codes.length);
    await setImmediate();
  }
  return codes;
}
