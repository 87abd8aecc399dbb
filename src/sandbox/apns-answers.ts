// https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
import type { IncomingHttpHeaders } from "node:http2";

/** What the push service is to answer; without a status it never does. */
export interface ApnsBehaviour {
  status?: number;
  reason?: string;
  /** With 410: since when the token is dead. */
  timestamp?: Date;
  retryAfterSeconds?: number;
  /** Answers so much later than it delivers. */
  delayMs?: number;
}

const refuse = (status: number, reason: string): ApnsBehaviour => ({ status, reason });

/** As Apple judges a push; undefined: it is taken. */
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
  // A push that may not be kept never reaches a phone that is off.
  if (!(expiration * 1_000 > Date.now())) return refuse(400, "BadExpirationDate");
  if (body === "") return refuse(400, "PayloadEmpty");
  return undefined;
}
