/** Returns when a session ends: after its idle time, and at `expiresAt` however busy it is. */
export function sessionEnd(
  { seenAt, expiresAt }: { seenAt: Date; expiresAt: Date },
  idleMs: number,
): Date {
  return new Date(Math.min(seenAt.getTime() + idleMs, expiresAt.getTime()));
}
