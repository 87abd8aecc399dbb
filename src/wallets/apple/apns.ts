// https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns
// https://developer.apple.com/documentation/walletpasses/adding-a-web-service-to-update-passes
import type { SecureContextOptions } from "node:tls";
import { readAnswer, type PushResult } from "./apns-answer.ts";
import { apnsLimits, type ApnsLimits } from "./apns-limits.ts";
import { CertificateRefused, openApnsSession, type ApnsSession } from "./apns-session.ts";
import { PriorityQueue } from "./priority-queue.ts";

/** A client of the Apple Push Notification service for Wallet. */
export interface Apns {
  /** The pass type identifier. */
  readonly topic: string;
  /** The SHA-256 of the certificate that the next session uses. */
  certificate(): string;
  /**
   * Pushes once to the token. Never rejects. All pushes share one session; urgent ones are sent before
   * others that wait for a free stream.
   */
  push(pushToken: string, options?: { urgent?: boolean }): Promise<PushResult>;
  /** Returns unsent pushes as `retryLater`, and waits for those in flight. */
  close(): Promise<void>;
}

export interface ApnsOptions {
  origin: string;
  topic: string;
  /** Called for every new session, so that a new certificate can replace an old one. */
  identity: () => { tls: SecureContextOptions; fingerprint: string };
  /** Called for every session that broke or could not be opened. */
  onTrouble: (reason: string) => void;
  pace?: ApnsLimits;
}

interface Waiting {
  pushToken: string;
  urgent: boolean;
  since: number;
  sendings: number;
  resolve: (result: PushResult) => void;
}

/** Creates a client that connects on the first push and keeps the session. */
export function createApns(options: ApnsOptions): Apns {
  const { origin, topic, identity, onTrouble, pace = apnsLimits } = options;
  const line = new PriorityQueue<Waiting>();
  const underWay = new Set<Promise<void>>();
  let session: ApnsSession | undefined;
  let connecting: Promise<void> | undefined;
  let isClosed = false;
  /** Consecutive sessions without a response. */
  let failures = 0;
  let restUntil = 0;
  let patience: NodeJS.Timeout | undefined;

  const postponed = (reason: string): PushResult => {
    const afterMs = Math.max(restUntil - Date.now(), 0);
    return { result: "retryLater", of: "service", reason, afterMs };
  };

  /** Resolves queued pushes with the result: all, or those queued before a time. Their rows stay owed. */
  function handBack(result: PushResult, before?: number): void {
    for (const { resolve } of line.remove(before)) resolve(result);
  }

  /** Starts the back-off after a session without a response. */
  function rest(error: Error | undefined): void {
    const reason = error?.message ?? "the connection was closed";
    const restMs = Math.min(pace.backoffMs * 2 ** failures++, pace.longestBackoffMs);
    restUntil = Date.now() + restMs;
    const isRefused = error instanceof CertificateRefused;
    handBack(isRefused ? { result: "stopAll", reason } : postponed(reason));
  }

  async function open(): Promise<void> {
    try {
      const opened = await openApnsSession(origin, identity().tls, pace, (hasAnswered, error) => {
        if (session === opened) session = undefined;
        if (isClosed) return;
        if (error) onTrouble(error.message);
        if (!hasAnswered) rest(error);
        pump();
      });
      session = opened;
    } catch (error) {
      onTrouble((error as Error).message);
      rest(error as Error);
    }
  }

  function pump(): void {
    if (line.isEmpty || isClosed) return;
    patience ??= setInterval(endPatience, pace.waitAtMostMs / 4).unref();
    if (session && !session.isOpen()) session = undefined;
    if (!session) {
      connecting ??= open().finally(() => {
        connecting = undefined;
        pump();
      });
      return;
    }
    while (session.isOpen() && session.hasRoom()) {
      const next = line.next();
      if (!next) return;
      const delivery = deliver(session, next).finally(() => {
        underWay.delete(delivery);
        pump();
      });
      underWay.add(delivery);
    }
  }

  function endPatience(): void {
    handBack(postponed("no free stream"), Date.now() - pace.waitAtMostMs);
    if (!line.isEmpty) return;
    clearInterval(patience);
    patience = undefined;
  }

  async function deliver(by: ApnsSession, push: Waiting): Promise<void> {
    push.sendings++;
    const answer = await by.send(
      {
        ":method": "POST",
        ":path": `/3/device/${push.pushToken}`,
        "apns-topic": topic,
        "apns-push-type": "background",
        "apns-priority": "5",
        "apns-expiration": String(Math.floor((Date.now() + pace.expiryMs) / 1_000)),
      },
      "{}",
    );
    if (answer === "lost") {
      if (push.sendings < pace.sendings && !isClosed) line.addFirst(push);
      else push.resolve(postponed("the session was lost"));
    } else if (answer === "late") {
      push.resolve({ result: "retryLater", of: "token", reason: "no answer" });
    } else {
      failures = 0;
      const result = readAnswer(answer);
      push.resolve(result);
      if (result.result === "stopAll") handBack(result);
    }
  }

  return {
    topic,
    certificate: () => identity().fingerprint,
    push: (pushToken, { urgent = false } = {}) =>
      new Promise((resolve) => {
        const now = Date.now();
        if (isClosed || (!session && now < restUntil)) resolve(postponed("not connected"));
        else {
          line.add({ pushToken, urgent, since: now, sendings: 0, resolve });
          pump();
        }
      }),
    close: async () => {
      isClosed = true;
      clearInterval(patience);
      handBack(postponed("stopping"));
      await connecting;
      session?.close();
      await Promise.all(underWay);
    },
  };
}
