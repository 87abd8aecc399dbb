import { createTransport, type Transporter } from "nodemailer";
import type { MessageSender } from "../actions/deps.ts";
import type { Config } from "../config.ts";
import { AppError } from "../errors.ts";
import type { Logger } from "../logger.ts";

type Message = Parameters<MessageSender["send"]>[0];

const patience = 10_000;

/**
 * Sends a text message through the gateway, an e-mail over SMTP, one attempt each with a time-out
 * of ten seconds; the message's row says when to try again. Rejects without naming the receiver.
 * Outside production, e-mail without SMTP_URL goes to the gateway's stand-in.
 */
export function createMessageSender(
  config: Pick<Config, "brandName" | "environment" | "publicUrl" | "smtpUrl" | "sms">,
  logger: Logger,
): MessageSender {
  const { brandName, environment, publicUrl, sms, smtpUrl } = config;
  const gateway = sms && ((message: Message) => sendToGateway(sms, brandName, message));
  const smtp =
    smtpUrl === undefined ? undefined : viaSmtp(smtpUrl, { brandName, publicUrl, environment });
  const senders = {
    sms: gateway,
    email: smtp ?? (environment === "production" ? undefined : gateway),
  };
  return {
    send: async (message) => {
      const { id: messageId, channel } = message;
      const send = senders[channel];
      if (!send) throw new AppError("unavailable", `No way to send ${channel} is configured.`);
      await send(message);
      logger.info({ messageId, channel }, "message handed over");
    },
  };
}

/**
 * The gateway's contract: POST JSON, any 2xx means taken; the same Idempotency-Key is the same
 * message, however often it comes.
 */
async function sendToGateway(
  { url, token }: NonNullable<Config["sms"]>,
  from: string,
  { id, channel, to, subject, text }: Message,
): Promise<void> {
  const email = channel === "email" && { channel, subject };
  const response = await fetch(url, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": id,
    },
    body: JSON.stringify({ id, from, to, text, ...email }),
    redirect: "error",
    signal: AbortSignal.timeout(patience),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The message gateway answered ${response.status}.`);
}

function viaSmtp(
  url: string,
  { brandName, publicUrl, environment }: Pick<Config, "brandName" | "publicUrl" | "environment">,
): (message: Message) => Promise<void> {
  const { hostname } = new URL(publicUrl);
  const transport: Transporter = createTransport({
    url,
    // smtp:// begins in the clear: in production it goes on with STARTTLS or not at all.
    requireTLS: environment === "production",
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ id, to, subject, text }) => {
    await transport.sendMail({
      messageId: `<${id}@${hostname}>`,
      from: { name: brandName, address: `no-reply@${hostname}` },
      to: { name: "", address: to },
      subject,
      text,
    });
  };
}
