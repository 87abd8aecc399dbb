import type { SmsGatewayName } from "../../config/sms.ts";
import { elks46 } from "./46elks.ts";
import { generic } from "./generic.ts";
import { link } from "./link.ts";
import {
  GatewayRefusal,
  type GatewayMessage,
  type GatewaySettings,
  type SmsGateway,
} from "./sms-gateway.ts";
import { sveve } from "./sveve.ts";

const gateways: Record<SmsGatewayName, SmsGateway> = { generic, link, sveve, "46elks": elks46 };

/** What a gateway answers to a message that it will never take; other statuses are its own trouble or our settings. */
const refusals = new Set([400, 404, 410, 422]);

/**
 * Hands a message over: one request with a timeout. Returns the id by which the gateway's delivery report
 * will name it. Throws GatewayRefusal, or what fetch throws.
 */
export async function sendByGateway(
  settings: GatewaySettings,
  message: GatewayMessage,
  timeoutMs: number,
): Promise<string | undefined> {
  const gateway = gateways[settings.gateway];
  const response = await fetch(settings.url, {
    method: "POST",
    ...gateway.request(message, settings),
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new GatewayRefusal(response.status, { isOfMessage: refusals.has(response.status) });
  }
  return gateway.acceptedId(jsonOf(await response.text()), message);
}

/** Undefined for what is no JSON: a gateway that accepts may answer anything. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
