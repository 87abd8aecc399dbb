/** Jobs by queue and state. Rejects when the queues cannot be reached. */
export type QueueDepth = () => Promise<
  Record<string, Record<"waiting" | "active" | "delayed" | "failed", number>>
>;

/** From best to worst. */
export const severities = ["ok", "warning", "degraded", "down"] as const;
export type Severity = (typeof severities)[number];
type CheckStatus = Severity | "not_configured";

export interface Check {
  status: CheckStatus;
  message?: string;
  notAfter?: string;
  daysLeft?: number;
  jobs?: Awaited<ReturnType<QueueDepth>>;
}

export interface Readiness {
  status: Severity | "stopping";
  checks: Record<string, Check>;
}
