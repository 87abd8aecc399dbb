import { connect, constants, type OutgoingHttpHeaders } from "node:http2";
import type { SecureContextOptions } from "node:tls";
import type { ApnsAnswer } from "./apns-answer.ts";
import type { ApnsLimits } from "./apns-limits.ts";
import { tlsRefusal } from "./tls-refusal.ts";

export class CertificateRefused extends Error {
  constructor(cause: Error) {
    super(cause.message.trim(), { cause });
    this.name = "CertificateRefused";
  }
}

export interface ApnsSession {
  /** Whether the peer's stream limit allows another request now. */
  hasRoom(): boolean;
  /** False after GOAWAY or a broken connection. Requests in flight may still complete. */
  isOpen(): boolean;
  /** Sends one request. Never rejects. `lost`: the session broke or did not accept it, so it may be sent again. */
  send(headers: OutgoingHttpHeaders, body: string): Promise<ApnsAnswer | "lost" | "late">;
  /** Closes the session after the requests in flight. */
  close(): void;
  destroy(): void;
}

/**
 * Opens an HTTP/2 session. Resolves once the peer has accepted the certificate and sent its stream limit.
 * Calls `onClosed` once, when the session accepts no more requests. Rejects with CertificateRefused or
 * the connection's error.
 */
export async function openApnsSession(
  origin: string,
  tls: SecureContextOptions,
  limits: ApnsLimits,
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
        reject(new Error(`no session within ${limits.connectTimeoutMs} ms`));
        session.destroy();
      }, limits.connectTimeoutMs);
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
    }, limits.pingTimeoutMs);
    if (
      !session.ping(() => {
        clearTimeout(timer);
      })
    )
      clearTimeout(timer);
  };
  const keepalive = setInterval(ping, limits.pingEveryMs);
  session.once("close", closed);
  session.once("goaway", () => {
    // Node closes a session after a graceful GOAWAY, and destroys it after any other.
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
      }, limits.answerTimeoutMs);
      stream.setEncoding("utf8");
      stream.on("response", (answer) => {
        hasAnswered = true;
        status = answer[":status"];
        retryAfter = answer["retry-after"];
      });
      stream.on("data", (chunk: string) => {
        text += chunk;
      });
      // "close" always follows, and handles it.
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
      requests <
      Math.min(session.remoteSettings.maxConcurrentStreams ?? Infinity, limits.maxStreams),
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
