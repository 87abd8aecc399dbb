import { expect } from "chai";
import { MessageRefused } from "../../src/actions/message-refused.ts";
import type { SmsConfig } from "../../src/config/sms.ts";
import { createMessageSender } from "../../src/jobs/message-sender.ts";
import { createLogger } from "../../src/logger.ts";
import { numbers, startSmsGateways, type SmsGateways } from "../support/sms-gateways.ts";

const logger = createLogger("silent");
const id = "0b6a4e0c-6a5e-4d0f-9d55-0c8f3f6f0f01";
const reportSecret = "abcdefghijklmnopqrstuv";
const reportUrl = `https://tickets.example/messages/reports/${reportSecret}`;

const gateways = {
  link: {
    path: "/sms/send",
    gatewayId: "link-1",
    sent: {
      source: "Billett",
      sourceTON: "ALPHANUMERIC",
      destination: numbers.good,
      userData: "3 x Kino",
      platformId: "COMMON_API",
      platformPartnerId: "123",
      refId: id,
      useDeliveryReport: true,
      deliveryReportGates: ["gate"],
    },
  },
  sveve: {
    path: "/SMS/SendMessage",
    gatewayId: "4711",
    sent: {
      user: "user",
      passwd: "password",
      to: "4740000001",
      from: "Billett",
      msg: "3 x Kino",
      f: "json",
    },
  },
  "46elks": {
    path: "/a1/sms",
    gatewayId: "s46",
    sent: {
      from: "Billett",
      to: numbers.good,
      message: "3 x Kino",
      whendelivered: reportUrl,
    },
  },
} as const;

describe("sending a text message through a company's gateway", () => {
  let standIns: SmsGateways;
  before(async () => {
    standIns = await startSmsGateways();
  });
  after(() => standIns.close());
  beforeEach(() => {
    standIns.asked.length = 0;
  });

  const sender = (gateway: keyof typeof gateways, token = "user:password") => {
    const sms: SmsConfig = {
      gateway,
      url: `${standIns.origin}${gateways[gateway].path}`,
      token,
      reportSecret,
      link: { platformId: "COMMON_API", partnerId: "123", reportGate: "gate" },
    };
    return createMessageSender(
      {
        brandName: "Billett",
        environment: "production",
        publicUrl: "https://tickets.example",
        sms,
      },
      logger,
    );
  };
  const message = (to: string) =>
    ({ id, channel: "sms", to, subject: "Klar", text: "3 × Kino" }) as const;
  const failure = (sending: Promise<unknown>) =>
    sending.then(
      () => expect.fail("It was taken."),
      (error: unknown) => error as Error,
    );

  for (const gateway of Object.keys(gateways) as (keyof typeof gateways)[]) {
    const { gatewayId, sent } = gateways[gateway];

    it(`${gateway} gets the message as it wants it, and gives the id of its report`, async () => {
      const taken = await sender(gateway).send(message(numbers.good));
      expect(taken).to.deep.equal({ gatewayId });
      expect(standIns.asked.map(({ body }) => body)).to.deep.equal([sent]);
    });

    it(`${gateway} refuses a dead number: the message is not tried again`, async () => {
      const error = await failure(sender(gateway).send(message(numbers.dead)));
      expect(error).to.be.instanceOf(MessageRefused);
      expect(String(error)).to.not.contain("4000000");
    });

    it(`${gateway} refuses a wrong login: that is no fault of the message`, async () => {
      const error = await failure(sender(gateway, "user:wrong").send(message(numbers.good)));
      expect(error).to.not.be.instanceOf(MessageRefused);
      expect(String(error)).to.not.contain("wrong");
    });
  }
});
