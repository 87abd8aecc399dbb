import { z } from "zod";
import type { Environment } from "./environment.ts";
import { oneOf } from "./values.ts";

const gateways = ["generic", "link", "sveve", "46elks"] as const;
export type SmsGatewayName = (typeof gateways)[number];

export interface SmsConfig {
  gateway: SmsGatewayName;
  url: string;
  /** The bearer token, or `user:password`. */
  token: string;
  /** Stands in the path of the gateway's delivery reports; unset: there are none, but for `generic`. */
  reportSecret?: string | undefined;
  link?: LinkConfig | undefined;
}

/** What LINK Mobility gives a customer beside the login. */
export interface LinkConfig {
  platformId: string;
  partnerId: string;
  /** Where it posts delivery reports. */
  reportGate?: string | undefined;
}

export const smsVariables = z.object({
  SMS_GATEWAY: oneOf(gateways).default("generic"),
  SMS_GATEWAY_URL: z
    .url({ error: "must be an address like https://sms.example.no/send" })
    .optional(),
  SMS_GATEWAY_TOKEN: z.string().optional(),
  SMS_REPORT_SECRET: z
    .string()
    .regex(/^[\w-]{22,}$/, "must be at least 22 letters, digits, - or _")
    .optional(),
  SMS_LINK_PLATFORM_ID: z.string().optional(),
  SMS_LINK_PARTNER_ID: z.string().optional(),
  SMS_LINK_REPORT_GATE: z.string().optional(),
});

/** The variables that stand together. */
export const smsNames = ["SMS_GATEWAY_URL", "SMS_GATEWAY_TOKEN"];

const linkNames = ["SMS_LINK_PLATFORM_ID", "SMS_LINK_PARTNER_ID"];

/** What the chosen gateway needs and lacks. */
export function smsFaults(present: Environment): string[] {
  const gateway = present["SMS_GATEWAY"] ?? "generic";
  if (gateway === "generic") return [];
  const needed = [...smsNames, ...(gateway === "link" ? linkNames : [])];
  const faults = needed
    .filter((name) => present[name] === undefined)
    .map((name) => `${name} is missing; SMS_GATEWAY=${gateway} needs it`);
  const token = present["SMS_GATEWAY_TOKEN"];
  if (token !== undefined && !/^[^:]+:./.test(token)) {
    faults.push(`SMS_GATEWAY_TOKEN must look like user:password for SMS_GATEWAY=${gateway}`);
  }
  return faults;
}

/** Undefined without a gateway. */
export function smsOf(env: z.output<typeof smsVariables>): SmsConfig | undefined {
  if (env.SMS_GATEWAY_URL === undefined) return undefined;
  return {
    gateway: env.SMS_GATEWAY,
    url: env.SMS_GATEWAY_URL,
    token: env.SMS_GATEWAY_TOKEN ?? "",
    ...(env.SMS_REPORT_SECRET !== undefined && { reportSecret: env.SMS_REPORT_SECRET }),
    ...(env.SMS_GATEWAY === "link" && {
      link: {
        platformId: env.SMS_LINK_PLATFORM_ID ?? "",
        partnerId: env.SMS_LINK_PARTNER_ID ?? "",
        reportGate: env.SMS_LINK_REPORT_GATE,
      },
    }),
  };
}
