// https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
import type { IncomingHttpHeaders } from "node:http2";

/** An answer of the push service; without a status it never answers. */
export interface ApnsBehaviour {
  status?: number;
  reason?: string;
  /** With 410: since when the token is unregistered. */
  timestamp?: Date;
  retryAfterSeconds?: number;
  /** Milliseconds between delivery and answer. */
  delayMs?: number;
}

const refuse = (status: number, reason: string): ApnsBehaviour => ({ status, reason });

/** Checks a push by Apple's rules; returns the refusal, or undefined when it is accepted. */
export function judgePush(
  headers: IncomingHttpHeaders,
  body: string,
  topic: string,
): ApnsBehaviour | undefined {
  const expiration = Number(headers["apns-expiration"]);
  const token = /^\/3\/device\/([^/]*)$/.exec(headers[":path"] ?? "")?.[1];
  if (headers[":method"] !== "POST") return refuse(405, "MethodNotAllowed");
  if (token === undefined) return refuse(404, "BadPath");
  if (token === "") return refuse(400, "MissingDeviceToken");
  if (!/^([0-9a-f]{2})+$/i.test(token)) return refuse(400, "BadDeviceToken");
  if (headers["apns-topic"] === undefined) return refuse(400, "MissingTopic");
  if (headers["apns-topic"] !== topic) return refuse(400, "TopicDisallowed");
  if (headers["apns-push-type"] !== "background") return refuse(400, "InvalidPushType");
  if (headers["apns-priority"] !== "5") return refuse(400, "BadPriority");
  // Without an expiration APNs does not store a push for a phone that is off.
  if (!(expiration * 1_000 > Date.now())) return refuse(400, "BadExpirationDate");
  if (body === "") return refuse(400, "PayloadEmpty");
  return undefined;
}
