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
  onError: (reason: string) => void;
  limits?: ApnsLimits;
}

interface QueuedPush {
  pushToken: string;
  urgent: boolean;
  since: number;
  attempts: number;
  resolve: (result: PushResult) => void;
}

/** Creates a client that connects on the first push and keeps the session. */
export function createApns(options: ApnsOptions): Apns {
  const { origin, topic, identity, onError, limits = apnsLimits } = options;
  const queue = new PriorityQueue<QueuedPush>();
  const inFlight = new Set<Promise<void>>();
  let session: ApnsSession | undefined;
  let connecting: Promise<void> | undefined;
  let isClosed = false;
  /** Consecutive sessions without a response. */
  let failures = 0;
  let backOffUntil = 0;
  let waitTimer: NodeJS.Timeout | undefined;

  const retryLater = (reason: string): PushResult => {
    const afterMs = Math.max(backOffUntil - Date.now(), 0);
    return { result: "retryLater", of: "service", reason, afterMs };
  };

  /** Resolves queued pushes with the result: all, or those queued before a time. Their rows stay owed. */
  function resolveQueued(result: PushResult, before?: number): void {
    for (const { resolve } of queue.remove(before)) resolve(result);
  }

  /** Starts the back-off after a session without a response. */
  function backOff(error: Error | undefined): void {
    const reason = error?.message ?? "the connection was closed";
    const backOffMs = Math.min(limits.backoffMs * 2 ** failures++, limits.maxBackoffMs);
    backOffUntil = Date.now() + backOffMs;
    const isRefused = error instanceof CertificateRefused;
    resolveQueued(isRefused ? { result: "stopAll", reason } : retryLater(reason));
  }

  async function open(): Promise<void> {
    try {
      const opened = await openApnsSession(origin, identity().tls, limits, (hasAnswered, error) => {
        if (session === opened) session = undefined;
        if (isClosed) return;
        if (error) onError(error.message);
        if (!hasAnswered) backOff(error);
        pump();
      });
      session = opened;
    } catch (error) {
      onError((error as Error).message);
      backOff(error as Error);
    }
  }

  function pump(): void {
    if (queue.isEmpty || isClosed) return;
    waitTimer ??= setInterval(expireQueued, limits.maxWaitMs / 4).unref();
    if (session && !session.isOpen()) session = undefined;
    if (!session) {
      connecting ??= open().finally(() => {
        connecting = undefined;
        pump();
      });
      return;
    }
    while (session.isOpen() && session.hasRoom()) {
      const next = queue.next();
      if (!next) return;
      const sending = send(session, next).finally(() => {
        inFlight.delete(sending);
        pump();
      });
      inFlight.add(sending);
    }
  }

  function expireQueued(): void {
    resolveQueued(retryLater("no free stream"), Date.now() - limits.maxWaitMs);
    if (!queue.isEmpty) return;
    clearInterval(waitTimer);
    waitTimer = undefined;
  }

  async function send(by: ApnsSession, push: QueuedPush): Promise<void> {
    push.attempts++;
    const answer = await by.send(
      {
        ":method": "POST",
        ":path": `/3/device/${push.pushToken}`,
        "apns-topic": topic,
        "apns-push-type": "background",
        "apns-priority": "5",
        "apns-expiration": String(Math.floor((Date.now() + limits.expiryMs) / 1_000)),
      },
      "{}",
    );
    if (answer === "lost") {
      if (push.attempts < limits.maxAttempts && !isClosed) queue.addFirst(push);
      else push.resolve(retryLater("the session was lost"));
    } else if (answer === "late") {
      push.resolve({ result: "retryLater", of: "token", reason: "no answer" });
    } else {
      failures = 0;
      const result = readAnswer(answer);
      push.resolve(result);
      if (result.result === "stopAll") resolveQueued(result);
    }
  }

  return {
    topic,
    certificate: () => identity().fingerprint,
    push: (pushToken, { urgent = false } = {}) =>
      new Promise((resolve) => {
        const now = Date.now();
        if (isClosed || (!session && now < backOffUntil)) resolve(retryLater("not connected"));
        else {
          queue.add({ pushToken, urgent, since: now, attempts: 0, resolve });
          pump();
        }
      }),
    close: async () => {
      isClosed = true;
      clearInterval(waitTimer);
      resolveQueued(retryLater("stopping"));
      await connecting;
      session?.close();
      await Promise.all(inFlight);
    },
  };
}
