// https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns

export type PushResult =
  | { result: "sent" }
  /** The token is invalid. `since`: the time at which APNs found it invalid; a later registration is valid. */
  | { result: "dropToken"; reason: string; since?: Date }
  /** Try again later. `of: "service"`: APNs cannot be reached at all, so this token is not at fault. */
  | { result: "retryLater"; reason: string; of: "token" | "service"; afterMs?: number }
  /** APNs refuses the pass certificate, so no push is sent. */
  | { result: "stopAll"; reason: string };

export interface ApnsAnswer {
  status: number;
  body: string;
  retryAfter?: string | undefined;
}

const deadTokens = new Set(["BadDeviceToken", "DeviceTokenNotForTopic", "Unregistered"]);
/** Reasons that concern every token. */
const wrongTopic = new Set(["BadTopic", "MissingTopic", "TopicDisallowed"]);
const maxRetryAfterMs = 3_600_000;

interface ApnsRefusal {
  reason?: unknown;
  /** Milliseconds. */
  timestamp?: unknown;
}

function parse(body: string): ApnsRefusal {
  try {
    return (JSON.parse(body) ?? {}) as ApnsRefusal;
  } catch {
    return {};
  }
}

/**
 * Maps an APNs response to a result. An unknown error is retried later, so that one token never stops the
 * others.
 */
export function readAnswer({ status, body, retryAfter }: ApnsAnswer): PushResult {
  if (status === 200) return { result: "sent" };
  const refusal = parse(body);
  const reason = typeof refusal.reason === "string" ? refusal.reason : `status ${status}`;
  if (status === 403 || wrongTopic.has(reason)) return { result: "stopAll", reason };
  if (status === 410 || (status === 400 && deadTokens.has(reason))) {
    const { timestamp } = refusal;
    return {
      result: "dropToken",
      reason,
      ...(typeof timestamp === "number" && { since: new Date(timestamp) }),
    };
  }
  const seconds = /^\d+$/.test(retryAfter ?? "") ? Number(retryAfter) : undefined;
  return {
    result: "retryLater",
    of: "token",
    reason,
    ...(seconds !== undefined && { afterMs: Math.min(seconds * 1_000, maxRetryAfterMs) }),
  };
}
