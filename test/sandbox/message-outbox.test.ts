import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import express from "express";
import { createMessageSender } from "../../src/jobs/message-sender.ts";
import { createLogger } from "../../src/logger.ts";
import { messageOutbox } from "../../src/sandbox/message-outbox.ts";

const idOf = (n: number) => `0b6a4e0c-6a5e-4d0f-9d55-${String(n).padStart(12, "0")}`;

describe("the sandbox's outbox", () => {
  let dataDir: string;
  let server: Server | undefined;
  let origin: string;

  /** As after a restart of the service. */
  const start = async () => {
    await stop();
    const sms = { gateway: "generic", url: "", token: "secret" } as const;
    server = express().use(messageOutbox({ dataDir, sms })).listen(0, "127.0.0.1");
    await once(server, "listening");
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  const stop = async () => {
    if (!server) return;
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "outbox-"));
    await start();
  });

  afterEach(async () => {
    await stop();
    server = undefined;
    await rm(dataDir, { recursive: true });
  });

  const send = (
    n: number,
    overrides: { channel?: "email"; text?: string; token?: string } = {},
  ) => {
    const {
      channel = "sms",
      text = `Melding ${n}: https://example.no/t/${n}`,
      token = "secret",
    } = overrides;
    return createMessageSender(
      {
        brandName: "Join",
        environment: "development",
        publicUrl: origin,
        sms: { gateway: "generic", url: `${origin}/sandbox/sms`, token },
      },
      createLogger("silent"),
    ).send({ id: idOf(n), channel, to: `+474000000${n}`, subject: "Klar", text });
  };

  const page = async () => (await fetch(`${origin}/sandbox/messages`)).text();

  it("the outbox shows what was sent, newest first, with links to tap", async () => {
    await send(1);
    await send(2, { channel: "email" });
    const html = await page();
    expect(html.indexOf("E-post til +4740000002")).to.be.lessThan(
      html.indexOf("SMS til +4740000001"),
    );
    expect(html)
      .to.contain("E-post til +4740000002")
      .and.to.contain('href="https://example.no/t/1"');
    expect(html).to.contain("2 sendt");
  });

  it("the outbox takes a message once, however often it is sent", async () => {
    await send(1);
    await send(1, { text: "noe annet" });
    expect(await page())
      .to.contain("1 sendt")
      .and.not.to.contain("noe annet");
  });

  it("the outbox keeps its messages over a restart, also one that cut a line short", async () => {
    await send(1);
    await appendFile(join(dataDir, "messages.jsonl"), '\n{"id":"0b6a');
    await start();
    await send(2);
    await start();
    expect(await page()).to.contain("2 sendt");
    await send(2, { text: "noe annet" });
    expect(await page()).not.to.contain("noe annet");
  });

  it("the outbox never runs what a message holds", async () => {
    await send(1, { text: "<script>alert(1)</script> javascript:alert(1)" });
    const html = await page();
    expect(html).not.to.contain("<script>alert");
    expect(html).not.to.contain('href="javascript');
  });

  it("the outbox takes nothing without the gateway's token", async () => {
    const error = await send(1, { token: "guessed" }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(String(error)).to.contain("401");
    expect(await page()).to.contain("Ingen meldinger er sendt ennå");
  });
});
