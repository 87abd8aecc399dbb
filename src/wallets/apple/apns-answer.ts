// https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns

/** What became of one push. */
export type PushResult =
  | { result: "sent" }
  /** The token is dead. `since`: Apple knows it by then; a later registration is alive. */
  | { result: "dropToken"; reason: string; since?: Date }
  /** Not now. `service`: nobody can be pushed, this token is no worse than others. */
  | { result: "retryLater"; reason: string; of: "token" | "service"; afterMs?: number }
  /** Apple does not take our certificate, so no push leaves. */
  | { result: "stopAll"; reason: string };

export interface ApnsAnswer {
  status: number;
  body: string;
  retryAfter?: string | undefined;
}

const deadTokens = new Set(["BadDeviceToken", "DeviceTokenNotForTopic", "Unregistered"]);
/** Wrong for every token alike. */
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

/** A refusal that nobody has foreseen is put off: one token's trouble must never stop the others. */
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
