import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { inspect } from "node:util";
import { expect } from "chai";
import { MessageRefused } from "../../src/actions/message-refused.ts";
import { createMessageSender } from "../../src/jobs/message-sender.ts";
import { createLogger } from "../../src/logger.ts";
import { startFakeSmtp } from "../support/fake-smtp.ts";
import { refusalOf } from "../support/refusal-of.ts";

const logger = createLogger("silent");
const id = "0b6a4e0c-6a5e-4d0f-9d55-0c8f3f6f0f01";
const message = {
  id,
  channel: "sms",
  to: "+4740000001",
  subject: "Klar",
  text: "Hent her",
} as const;

const config = {
  brandName: "Join",
  environment: "production",
  publicUrl: "https://tickets.example",
} as const;

describe("sending a message", () => {
  let gateway: Server;
  let url: string;
  let status: number;
  const requests: { headers: IncomingHttpHeaders; body: unknown }[] = [];

  before(async () => {
    gateway = createServer((request, response) => {
      void json(request).then((body) => {
        requests.push({ headers: request.headers, body });
        response.writeHead(status, { location: "/elsewhere" }).end("thanks");
      });
    }).listen(0, "127.0.0.1");
    await once(gateway, "listening");
    url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`;
  });

  beforeEach(() => {
    status = 202;
    requests.length = 0;
  });

  after(() => {
    gateway.closeAllConnections();
    gateway.close();
  });

  it("posts a text message to the gateway, with the message's id as idempotency key", async () => {
    await createMessageSender(
      { ...config, sms: { gateway: "generic", url, token: "secret" } },
      logger,
    ).send(message);
    expect(requests).to.have.length(1);
    expect(requests[0]?.headers).to.include({
      authorization: "Bearer secret",
      "content-type": "application/json",
      "idempotency-key": id,
    });
    expect(requests[0]?.body).to.deep.equal({
      id,
      from: "Join",
      to: "+4740000001",
      text: "Hent her",
    });
  });

  it("a message sender posts a text message in plain typography, so that it stays in one part", async () => {
    const sender = createMessageSender(
      { ...config, sms: { gateway: "generic", url, token: "secret" } },
      logger,
    );
    await sender.send({ ...message, text: "3 × «Kino» – hent her" });
    expect(requests[0]?.body).to.include({ text: '3 x "Kino" - hent her' });
  });

  for (const refused of [302, 400, 500]) {
    it(`fails when the gateway answers ${refused}, without naming the receiver`, async () => {
      status = refused;
      const sender = createMessageSender(
        { ...config, sms: { gateway: "generic", url, token: "secret" } },
        logger,
      );
      const error = await sender.send(message).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(Error);
      expect(String(error)).not.to.contain("40000001");
      expect(requests).to.have.length(1);
      expect(error instanceof MessageRefused, "of this message").to.equal(refused === 400);
    });
  }

  it("the message sender hands an e-mail over by SMTP, with a Message-ID made of the message's id", async () => {
    const smtp = await startFakeSmtp();
    try {
      const sender = createMessageSender(
        { ...config, environment: "development", smtpUrl: smtp.url },
        logger,
      );
      await sender.send({
        ...message,
        channel: "email",
        to: "kari@example.no",
        subject: "Éi helsing",
        unsubscribeUrl: "https://tickets.example/off",
      });
      expect(smtp.received).to.have.length(1);
      const [mail] = smtp.received;
      expect(mail?.to).to.deep.equal(["<kari@example.no>"]);
      expect(mail?.data).to.contain(`Message-ID: <${id}@tickets.example>`);
      expect(mail?.data).to.contain("From: Join <no-reply@tickets.example>");
      expect(mail?.data).to.match(/^Subject: =\?UTF-8\?/m);
      expect(mail?.data).to.contain("Hent her");
      expect(mail?.data).to.contain("List-Unsubscribe: <https://tickets.example/off>");
      expect(mail?.data).to.contain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    } finally {
      await smtp.close();
    }
  });

  it("each sending of an e-mail has an id of its own in the sender of the envelope, and asks for the header alone, should it come back", async () => {
    const smtp = await startFakeSmtp();
    try {
      const emailReturns = { address: "retur@tickets.example", secret: "s" };
      const environment = "development";
      const sender = createMessageSender(
        { ...config, environment, smtpUrl: smtp.url, emailReturns },
        logger,
      );
      const mail = { ...message, channel: "email", to: "kari@example.no" } as const;
      const ids: (string | undefined)[] = [];
      for (const sending of [0, 1]) {
        const { gatewayId } = await sender.send(mail);
        const envelope = smtp.received[sending];
        expect(envelope?.from).to.equal(
          `<retur+${gatewayId ?? ""}@tickets.example> RET=HDRS ENVID=${gatewayId ?? ""}`,
        );
        expect(envelope?.to).to.deep.equal(["<kari@example.no> NOTIFY=FAILURE"]);
        expect(envelope?.data).to.contain("From: Join <no-reply@tickets.example>");
        ids.push(gatewayId);
      }
      expect(new Set([...ids, id]).size).to.equal(3);
    } finally {
      await smtp.close();
    }
  });

  it("a mail server's refusal that quotes the address leaves its codes alone in the error", async () => {
    const smtp = await startFakeSmtp({ refusing: true });
    try {
      const environment = "development";
      const sender = createMessageSender({ ...config, environment, smtpUrl: smtp.url }, logger);
      const mail = { ...message, channel: "email", to: "kari@example.no" } as const;
      const error = await sender.send(mail).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(MessageRefused);
      expect(inspect(error, { depth: 10 }))
        .to.contain("EENVELOPE 550")
        .and.not.to.contain("kari");
    } finally {
      await smtp.close();
    }
  });

  it("the message sender refuses to hand an e-mail to a mail server without TLS in production", async () => {
    const smtp = await startFakeSmtp();
    try {
      const sender = createMessageSender({ ...config, smtpUrl: smtp.url }, logger);
      const sent = sender.send({ ...message, channel: "email", to: "kari@example.no" });
      const outcome = await sent.then(
        () => "sent",
        () => "refused",
      );
      expect(outcome).to.equal("refused");
      expect(smtp.received).to.deep.equal([]);
    } finally {
      await smtp.close();
    }
  });

  it("fails when nothing is configured that could send it", async () => {
    const sender = createMessageSender(
      { ...config, sms: { gateway: "generic", url, token: "secret" } },
      logger,
    );
    const refusal = await refusalOf(
      sender.send({ ...message, channel: "email", to: "kari@example.no" }),
    );
    expect(refusal.code).to.equal("unavailable");
    expect(requests).to.deep.equal([]);
  });

  it("the message sender hands e-mail to the gateway's stand-in outside production", async () => {
    const sms = { gateway: "generic", url, token: "secret" } as const;
    const sender = createMessageSender({ ...config, environment: "development", sms }, logger);
    await sender.send({ ...message, channel: "email", to: "kari@example.no" });
    expect(requests[0]?.body).to.include({
      channel: "email",
      to: "kari@example.no",
      subject: "Klar",
    });
  });
});
