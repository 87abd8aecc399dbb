/** Days before its end in which the pages ask to replace a secret. */
const noticeDays = 30;

/** Where a secret is on its way to its end. `null` is one that has none. */
export type Expiry = { at: Date; is: "later" | "soon" | "past" } | null;

export function expiryAt(expiresAt: Date | null, now: Date): Expiry {
  if (!expiresAt) return null;
  const left = expiresAt.getTime() - now.getTime();
  return {
    at: expiresAt,
    is: left <= 0 ? "past" : left <= noticeDays * 86_400_000 ? "soon" : "later",
  };
}

/** Whether it has ended at the instant. */
export const isExpired = (expiresAt: Date | null, now: Date): boolean =>
  expiryAt(expiresAt, now)?.is === "past";
