import { timingSafeEqual, createHash } from "node:crypto";
import { join } from "node:path";
import { createElement } from "react";
import express, { Router } from "express";
import type { Config } from "../config.ts";
import { render } from "../views/ui/render.ts";
import { createMessageStore, storedMessage } from "./message-store.ts";
import { MessagesPage } from "./messages-page.tsx";

const body = storedMessage
  .omit({ receivedAt: true })
  .extend({ channel: storedMessage.shape.channel.default("sms") });

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * Simulates the SMS gateway and the mail server. `POST /sandbox/sms` stores each message in DATA_DIR, once
 * by its Idempotency-Key; `GET /sandbox/messages` lists them.
 */
export function messageOutbox({ dataDir, sms }: Pick<Config, "dataDir" | "sms">): Router {
  const store = createMessageStore(join(dataDir, "messages.jsonl"));
  const expected = digest(`Bearer ${sms?.token ?? ""}`);
  const router = Router();

  router.post("/sandbox/sms", express.json(), (request, response) => {
    if (!timingSafeEqual(digest(request.get("authorization") ?? ""), expected)) {
      response.status(401).json({ error: "unknown token" });
      return;
    }
    const message = body.safeParse(request.body);
    if (!message.success || request.get("idempotency-key") !== message.data.id) {
      response.status(400).json({ error: "not a message with its Idempotency-Key" });
      return;
    }
    const isNew = store.add({ ...message.data, receivedAt: new Date().toISOString() });
    response.status(isNew ? 202 : 200).json({ id: message.data.id });
  });

  router.get("/sandbox/messages", (_request, response) => {
    response
      .set("Cache-Control", "no-store")
      .send(render(createElement(MessagesPage, { messages: store.all() })));
  });
  return router;
}
