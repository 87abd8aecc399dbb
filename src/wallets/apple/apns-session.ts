import { connect, constants, type OutgoingHttpHeaders } from "node:http2";
import type { SecureContextOptions } from "node:tls";
import type { ApnsAnswer } from "./apns-answer.ts";
import type { ApnsLimits } from "./apns-limits.ts";
import { tlsRefusal } from "./tls-refusal.ts";

/** The server does not take our certificate. */
export class CertificateRefused extends Error {
  constructor(cause: Error) {
    super(cause.message.trim(), { cause });
    this.name = "CertificateRefused";
  }
}

/** One HTTP/2 session, ready for requests. */
export interface ApnsSession {
  /** Whether another request may be sent now, within the peer's stream limit. */
  hasRoom(): boolean;
  /** False once the peer said goodbye or the connection broke. Requests under way may still end well. */
  isOpen(): boolean;
  /** Never rejects. `lost`: the session broke or would not take it, so another may. */
  send(headers: OutgoingHttpHeaders, body: string): Promise<ApnsAnswer | "lost" | "late">;
  /** Lets requests under way come to their end. */
  close(): void;
  destroy(): void;
}

/**
 * Connects; resolves once the peer has taken our certificate and said how many streams it allows.
 * `onClosed` is called once when the opened session takes no more requests. Rejects with
 * CertificateRefused, or whatever else went wrong.
 */
export async function openApnsSession(
  origin: string,
  tls: SecureContextOptions,
  pace: ApnsLimits,
  onClosed: (hasAnswered: boolean, error: Error | undefined) => void,
): Promise<ApnsSession> {
  const secure = { ...tls, minVersion: "TLSv1.2" } as const;
  const session = connect(origin, { ...secure, settings: { enablePush: false } });
  let fault: Error | undefined;
  session.on("error", (error: Error) => {
    fault = error;
  });
  const phase = { isConnected: false };
  session.once("connect", () => {
    phase.isConnected = true;
  });
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`no session within ${pace.connectWithinMs} ms`));
        session.destroy();
      }, pace.connectWithinMs);
      session.once("close", () => {
        clearTimeout(timer);
        reject(fault ?? new Error("the connection was closed"));
      });
      // Not "connect": with TLS 1.3 a refused certificate shows only after it.
      session.once("remoteSettings", () => {
        clearTimeout(timer);
        resolve();
      });
    });
    if (session.destroyed) throw fault ?? new Error("the connection was closed");
  } catch (error) {
    const refusal = phase.isConnected ? await tlsRefusal(origin, secure) : undefined;
    throw refusal ? new CertificateRefused(refusal) : error;
  }

  let requests = 0;
  let isClosed = false;
  let hasAnswered = false;
  const isOpen = () => !session.closed && !session.destroyed;
  const closed = () => {
    if (isClosed) return;
    isClosed = true;
    clearInterval(keepalive);
    onClosed(hasAnswered, fault);
  };
  const ping = () => {
    if (session.destroyed) return;
    const timer = setTimeout(() => {
      fault = new Error("a ping was not answered");
      session.destroy();
    }, pace.pingWithinMs);
    if (
      !session.ping(() => {
        clearTimeout(timer);
      })
    )
      clearTimeout(timer);
  };
  const keepalive = setInterval(ping, pace.pingEveryMs);
  session.once("close", closed);
  session.once("goaway", () => {
    // Node closes a session after a graceful goodbye, and destroys it after any other.
    setImmediate(closed);
  });

  const send = (headers: OutgoingHttpHeaders, body: string) =>
    new Promise<ApnsAnswer | "lost" | "late">((resolve) => {
      const stream = session.request(headers);
      let isLate = false;
      let status: number | undefined;
      let retryAfter: string | undefined;
      let text = "";
      const timer = setTimeout(() => {
        isLate = true;
        stream.close(constants.NGHTTP2_CANCEL);
        ping();
      }, pace.answerWithinMs);
      stream.setEncoding("utf8");
      stream.on("response", (answer) => {
        hasAnswered = true;
        status = answer[":status"];
        retryAfter = answer["retry-after"];
      });
      stream.on("data", (chunk: string) => {
        text += chunk;
      });
      // What it was shows in "close", which always follows.
      stream.on("error", () => undefined);
      stream.on("close", () => {
        clearTimeout(timer);
        requests--;
        if (status !== undefined) resolve({ status, body: text, retryAfter });
        else resolve(isLate ? "late" : "lost");
      });
      requests++;
      stream.end(body);
    });

  return {
    hasRoom: () =>
      requests < Math.min(session.remoteSettings.maxConcurrentStreams ?? Infinity, pace.maxStreams),
    isOpen,
    send: (headers, body) => (isOpen() ? send(headers, body) : Promise.resolve("lost")),
    close: () => {
      session.close();
    },
    destroy: () => {
      session.destroy();
    },
  };
}
