/** Why a message did not arrive, as far as an officer can act on it; the last two are of e-mail. */
export const deliveryFailures = [
  "number",
  "barred",
  "unreachable",
  "other",
  "address",
  "mailbox",
] as const;
export type DeliveryFailure = (typeof deliveryFailures)[number];

/** What a gateway or a mail server reports of a message that it took. */
export interface DeliveryReport {
  /** The gateway's own id of the message; of an e-mail, that of its envelope. */
  gatewayId: string;
  outcome: "delivered" | DeliveryFailure;
}

type Read = (body: Readonly<Record<string, unknown>>) => DeliveryReport["outcome"] | undefined;

const text = (value: unknown) =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value).toLowerCase()
    : "";

const failureOf = (reason: unknown): DeliveryFailure =>
  deliveryFailures.find((each) => each === text(reason)) ?? "other";

const byStatus: Read = ({ status, reason }) =>
  text(status) === "delivered"
    ? "delivered"
    : text(status) === "failed"
      ? failureOf(reason)
      : undefined;

/** LINK Mobility's result codes: 1005 is a message still on its way. */
const linkCodes: Readonly<Record<string, DeliveryReport["outcome"] | "on its way">> = {
  "1001": "delivered",
  "1002": "unreachable",
  "1005": "on its way",
};

const byCode: Read = ({ resultCode }) => {
  if (!/^\d+$/.test(text(resultCode))) return undefined;
  const outcome = linkCodes[text(resultCode)] ?? "other";
  return outcome === "on its way" ? undefined : outcome;
};

const byFlag: Read = ({ status }) => {
  if (["true", "1", "ok", "delivered"].includes(text(status))) return "delivered";
  return ["false", "0", "failed"].includes(text(status)) ? "other" : undefined;
};

const readers = { generic: byStatus, link: byCode, sveve: byFlag, "46elks": byStatus };

/** Reads a gateway's report. Undefined for one without an id, and for a message still on its way. */
export function readDeliveryReport(
  gateway: keyof typeof readers,
  body: unknown,
): DeliveryReport | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const values = body as Record<string, unknown>;
  const outcome = readers[gateway](values);
  const { id } = values;
  const isId = typeof id === "string" || typeof id === "number";
  return outcome && isId ? { gatewayId: String(id).slice(0, 200), outcome } : undefined;
}
