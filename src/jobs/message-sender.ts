import { randomUUID } from "node:crypto";
import { createTransport, type Transporter } from "nodemailer";
import type { MessageSender } from "../actions/deps.ts";
import { MessageRefused } from "../actions/message-refused.ts";
import type { Config } from "../config.ts";
import type { EmailReturns } from "../config/email.ts";
import { toPlainTypography } from "../domain/recipients/plain-typography.ts";
import { AppError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import { sendByGateway } from "./gateways/send-by-gateway.ts";
import { GatewayRefusal } from "./gateways/sms-gateway.ts";

type Message = Parameters<MessageSender["send"]>[0];

const timeoutMs = 10_000;

/**
 * Sends an SMS through the gateway or an e-mail over SMTP: one attempt, with a timeout of ten seconds;
 * the message's row schedules the next. Rejects without naming the receiver. Outside production, e-mail
 * without SMTP_URL goes to the sandbox's gateway.
 */
export function createMessageSender(
  config: Pick<
    Config,
    "brandName" | "emailReturns" | "environment" | "publicUrl" | "smtpUrl" | "sms"
  >,
  logger: Logger,
): MessageSender {
  const { brandName, environment, publicUrl, sms, smtpUrl } = config;
  const gateway = sms && viaGateway(sms, { brandName, publicUrl });
  const smtp = smtpUrl === undefined ? undefined : viaSmtp(smtpUrl, config);
  const senders = {
    sms: gateway,
    email: smtp ?? (environment === "production" ? undefined : gateway),
  };
  return {
    send: async (message) => {
      const { id: messageId, channel } = message;
      const send = senders[channel];
      if (!send) throw new AppError("unavailable", `No way to send ${channel} is configured.`);
      const taken = await send(message).catch((error: unknown) => {
        const Failure = isRefusal(error) ? MessageRefused : Error;
        throw new Failure(`The ${channel} was not handed over: ${codesOf(error)}.`);
      });
      logger.info({ messageId, channel }, "message handed over");
      return taken;
    },
  };
}

/**
 * What a failure may say in logs and queues, where nothing can be deleted: a server's answer, and so the
 * library's message, can quote the receiver's address.
 */
function codesOf(error: unknown): string {
  const { code, responseCode, status, cause } = error as Record<string, unknown>;
  const causeCode = (cause as { code?: unknown } | undefined)?.code;
  const codes = [code, responseCode, status, causeCode].filter(
    (each) => typeof each === "number" || (typeof each === "string" && /^\w{1,40}$/.test(each)),
  );
  return codes.length > 0 ? codes.join(" ") : (error as Error).name;
}

/** Whether the message itself is refused for good: by the gateway, or by SMTP's 5xx to the receiver or the content. */
function isRefusal(error: unknown): boolean {
  if (error instanceof GatewayRefusal) return error.isOfMessage;
  const { code, responseCode } = error as Record<string, unknown>;
  const isOfMessage = code === "EENVELOPE" || code === "EMESSAGE";
  return isOfMessage && typeof responseCode === "number" && responseCode >= 500;
}

function viaGateway(
  sms: NonNullable<Config["sms"]>,
  { brandName, publicUrl }: Pick<Config, "brandName" | "publicUrl">,
) {
  const { reportSecret } = sms;
  const reportUrl =
    reportSecret === undefined ? undefined : `${publicUrl}/messages/reports/${reportSecret}`;
  return async ({ id, channel, to, subject, text }: Message) => {
    const email = channel === "email" ? { channel, subject } : undefined;
    const message = {
      id,
      from: brandName,
      to,
      text: email ? text : toPlainTypography(text),
      email,
    };
    return { gatewayId: await sendByGateway({ ...sms, reportUrl }, message, timeoutMs) };
  };
}

/** The headers of https://www.rfc-editor.org/rfc/rfc8058: mail programs post to the address when asked to. */
const oneClick = (url: string) => ({
  "List-Unsubscribe": `<${url}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

/**
 * What lets an undelivered e-mail be told from others: an id in the sender of its envelope
 * (https://cr.yp.to/proto/verp.txt), and as envelope id where the server takes one
 * (https://www.rfc-editor.org/rfc/rfc3461). Its header alone comes back, since its text holds a claim link.
 */
const returnedTo = ({ address }: EmailReturns, envelopeId: string, to: string) => ({
  envelope: { from: address.replace("@", `+${envelopeId}@`), to },
  dsn: { id: envelopeId, return: "headers" as const, notify: "failure" as const },
});

function viaSmtp(
  url: string,
  {
    brandName,
    emailReturns,
    publicUrl,
    environment,
  }: Pick<Config, "brandName" | "emailReturns" | "publicUrl" | "environment">,
): (message: Message) => Promise<{ gatewayId: string }> {
  const { hostname } = new URL(publicUrl);
  const transport: Transporter = createTransport({
    url,
    // smtp:// begins in the clear: in production it goes on with STARTTLS or not at all.
    requireTLS: environment === "production",
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ id, to, subject, text, unsubscribeUrl }) => {
    // One for each sending: what comes back late of an earlier one says nothing of this one.
    const gatewayId = randomUUID();
    await transport.sendMail({
      messageId: `<${id}@${hostname}>`,
      from: { name: brandName, address: `no-reply@${hostname}` },
      to: { name: "", address: to },
      subject,
      text,
      ...(unsubscribeUrl !== undefined && { headers: oneClick(unsubscribeUrl) }),
      ...(emailReturns && returnedTo(emailReturns, gatewayId, to)),
    });
    return { gatewayId };
  };
}
