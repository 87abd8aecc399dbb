import type { DeliveryReport } from "./delivery-report.ts";

/** What a delivery status notification says, each part as text (https://www.rfc-editor.org/rfc/rfc3464). */
export interface Notification {
  /** Values of the header fields that name its own receiver. */
  receivers: readonly string[];
  /** The part `message/delivery-status`. */
  status: string;
}

const uuid = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
const inReceiver = new RegExp(`\\+${uuid}@`, "i");
const inEnvelope = new RegExp(`^Original-Envelope-Id:[ \\t]*${uuid}[ \\t]*$`, "im");

/**
 * 5.1.x is a wrong address, but for 5.1.7 and 5.1.8, which are the sender's; 5.2.1 is a closed mailbox
 * (https://www.rfc-editor.org/rfc/rfc3463).
 */
const isOfAddress = (status: string) => /^5\.(?:1\.(?![78]$)\d+|2\.1)$/.test(status);

function outcomeOf(status: string): DeliveryReport["outcome"] | undefined {
  const action = /^Action:[ \t]*(\w+)/im.exec(status)?.[1]?.toLowerCase();
  if (action === "delivered") return "delivered";
  // "delayed": the mail server goes on trying.
  if (action !== "failed") return undefined;
  const code = /^Status:[ \t]*([\d.]+)/im.exec(status)?.[1] ?? "";
  return isOfAddress(code) ? "address" : "mailbox";
}

/**
 * Reads what became of an e-mail. Undefined where none of our ids stands in it, and while the mail server goes
 * on trying.
 */
export function readDeliveryStatus({
  receivers,
  status,
}: Notification): DeliveryReport | undefined {
  const found = inReceiver.exec(receivers.join("\n")) ?? inEnvelope.exec(status);
  const outcome = outcomeOf(status);
  const gatewayId = found?.[1]?.toLowerCase();
  return gatewayId !== undefined && outcome ? { gatewayId, outcome } : undefined;
}
