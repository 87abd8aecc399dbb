import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

const emailReturns = { address: "retur@tickets.example", secret: "abcdefghijklmnopqrstuv" };

interface Shape {
  to?: string;
  status?: string;
}

/** A notification as mail servers write it. */
const notification = ({ to, status }: Shape) =>
  [
    "From: MAILER-DAEMON@mx.example (Mail Delivery System)",
    `To: ${to ?? "postmaster@mx.example"}`,
    "Subject: Undelivered Mail Returned to Sender",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="C0/mx"',
    "",
    "--C0/mx",
    "Content-Type: text/plain",
    "",
    "Your message could not be delivered. Action: failed",
    "",
    ...(status === undefined
      ? []
      : ["--C0/mx", "Content-Type: message/delivery-status", "", status, ""]),
    "--C0/mx--",
    "",
  ].join("\r\n");

const groups = (action: string, status: string, envelope = "") =>
  [
    "Reporting-MTA: dns; mx.example",
    ...(envelope ? [`Original-Envelope-Id: ${envelope}`] : []),
    "",
    "Final-Recipient: rfc822; ingen@example.no",
    `Action: ${action}`,
    `Status: ${status}`,
    "Diagnostic-Code: smtp; 550 Recipient address",
    "    rejected",
  ].join("\r\n");

const verp = (id: string) => `retur+${id}@tickets.example`;

describe("e-mail that comes back", () => {
  const database = useDatabase();
  const server = useServer(database, {
    change: (deps) => ({ ...deps, config: { ...deps.config, emailReturns } }),
  });

  async function aSentEmail(): Promise<string> {
    const { id: recipientId } = await aRecipient(database.db);
    const gatewayId = randomUUID();
    await database.db("messages").insert({
      recipient_id: recipientId,
      channel: "email",
      state: "sent",
      gateway_id: gatewayId,
    });
    return gatewayId;
  }
  const stored = (gatewayId: string) =>
    database
      .db("messages")
      .where({ gateway_id: gatewayId })
      .first<{ state: string; failure: string | null; delivered_at: Date | null }>(
        "state",
        "failure",
        "delivered_at",
      );
  const hand = (body: string, secret = emailReturns.secret) =>
    fetch(`${server.url}/messages/returned/${secret}`, {
      method: "POST",
      headers: { "content-type": "message/rfc822" },
      body,
    });

  const failed: [what: string, shape: (id: string) => Shape, failure: string][] = [
    [
      "an unknown address",
      (id) => ({ to: verp(id), status: groups("failed", "5.1.1") }),
      "address",
    ],
    ["a closed mailbox", (id) => ({ to: verp(id), status: groups("failed", "5.2.1") }), "address"],
    ["a full mailbox", (id) => ({ to: verp(id), status: groups("failed", "5.2.2") }), "mailbox"],
    [
      "a sender that is refused",
      (id) => ({ to: verp(id), status: groups("failed", "5.1.8") }),
      "mailbox",
    ],
    ["a filter", (id) => ({ to: verp(id), status: groups("Failed", "5.7.1") }), "mailbox"],
    ["days of trying", (id) => ({ to: verp(id), status: groups("failed", "4.4.7") }), "mailbox"],
    [
      "a name before the address",
      (id) => ({ to: `"Retur" <${verp(id).toUpperCase()}>`, status: groups("failed", "5.1.10") }),
      "address",
    ],
    ["the envelope's id alone", (id) => ({ status: groups("failed", "5.1.1", id) }), "address"],
  ];
  for (const [what, shape, failure] of failed) {
    it(`an e-mail that comes back counts as given up, with the reason: ${what}`, async () => {
      const [id, other] = [await aSentEmail(), await aSentEmail()];
      expect((await hand(notification(shape(id)))).status).to.equal(200);
      expect(await stored(id)).to.deep.equal({ state: "failed", failure, delivered_at: null });
      expect(await stored(other)).to.include({ state: "sent" });
    });
  }

  const harmless: [what: string, body: (id: string) => string][] = [
    ["a delay", (id) => notification({ to: verp(id), status: groups("delayed", "4.4.1") })],
    ["an answer without a delivery status", (id) => notification({ to: verp(id) })],
    ["a status without an action", (id) => notification({ to: verp(id), status: "Status: 5.1.1" })],
    [
      "an unknown id",
      () => notification({ to: verp(randomUUID()), status: groups("failed", "5.1.1") }),
    ],
    [
      "hundreds of parts",
      (id) =>
        notification({ to: verp(id), status: groups("failed", "5.1.1") }) +
        "--C0/mx\r\n\r\n".repeat(300),
    ],
    [
      "a message of 300 KB",
      (id) =>
        notification({ to: verp(id), status: groups("failed", "5.1.1") }) + "a".repeat(300_000),
    ],
    ["nothing", () => ""],
  ];
  for (const [what, body] of harmless) {
    it(`what arrives at the return address and reports no failure changes nothing: ${what}`, async () => {
      const id = await aSentEmail();
      expect((await hand(body(id))).status).to.equal(200);
      expect(await stored(id)).to.deep.equal({ state: "sent", failure: null, delivered_at: null });
    });
  }

  it("a mail server's word that an e-mail was delivered stays, also when a failure follows", async () => {
    const id = await aSentEmail();
    await hand(notification({ to: verp(id), status: groups("delivered", "2.0.0") }));
    await hand(notification({ to: verp(id), status: groups("failed", "5.1.1") }));
    const message = await stored(id);
    expect(message).to.include({ state: "sent", failure: null });
    expect(message.delivered_at).to.be.instanceOf(Date);
  });

  it("a caller without the secret cannot report a failure", async () => {
    const id = await aSentEmail();
    const body = notification({ to: verp(id), status: groups("failed", "5.1.1") });
    expect((await hand(body, "abcdefghijklmnopqrstuw")).status).to.equal(404);
    expect(await stored(id)).to.include({ state: "sent" });
  });
});
