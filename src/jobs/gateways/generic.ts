import type { SmsGateway } from "./sms-gateway.ts";

/** Our own contract: any 2xx means accepted, and the Idempotency-Key identifies the message. */
export const generic: SmsGateway = {
  request: ({ id, from, to, text, email }, { token }) => ({
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": id,
    },
    body: JSON.stringify({ id, from, to, text, ...email }),
  }),
  acceptedId: (_answer, { id }) => id,
};
