import type { SmsConfig } from "../../config/sms.ts";

export interface GatewayMessage {
  id: string;
  from: string;
  /** With country code: `+4740000001`. */
  to: string;
  text: string;
  /** What the sandbox's gateway takes beside: an e-mail. */
  email?: { channel: "email"; subject: string } | undefined;
}

export interface GatewaySettings extends SmsConfig {
  /** Where the gateway posts delivery reports, if it is told with each message. */
  reportUrl?: string | undefined;
}

/** How one gateway is asked to send, and what its answer means. */
export interface SmsGateway {
  request(
    message: GatewayMessage,
    settings: GatewaySettings,
  ): { headers: Record<string, string>; body: string };
  /** Reads the gateway's own id from the body of a 2xx answer. Throws GatewayRefusal. */
  acceptedId(answer: unknown, message: GatewayMessage): string | undefined;
}

/** The gateway did not take the message. `isOfMessage`: it never will. */
export class GatewayRefusal extends Error {
  readonly status: number;
  readonly isOfMessage: boolean;

  constructor(status: number, { isOfMessage }: { isOfMessage: boolean }) {
    super(`The message gateway answered ${status}.`);
    this.status = status;
    this.isOfMessage = isOfMessage;
  }
}

export const form = (values: Record<string, string>) => ({
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams(values).toString(),
});

export const basicAuth = (token: string) => ({
  authorization: `Basic ${Buffer.from(token).toString("base64")}`,
});

/** A member of an answer that may be anything. */
export const memberOf = (answer: unknown, name: string): unknown =>
  typeof answer === "object" && answer !== null
    ? (answer as Record<string, unknown>)[name]
    : undefined;

/** An id as text; undefined when it is neither text nor a number. */
export const idText = (id: unknown): string | undefined =>
  typeof id === "string" || typeof id === "number" ? String(id).slice(0, 200) : undefined;
