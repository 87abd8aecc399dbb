// https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns
import { randomUUID, X509Certificate } from "node:crypto";
import { EventEmitter, once } from "node:events";
import {
  createSecureServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { TLSSocket } from "node:tls";
import { certificateFields } from "../wallets/apple/certificate-fields.ts";
import { judgePush, type ApnsBehaviour } from "./apns-answers.ts";
import type { PemPair } from "./certificate-authority.ts";

export interface ReceivedPush {
  pushToken: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Numbered from 1. */
  session: number;
}

/** A simulated APNs over TLS and HTTP/2, which requires a pass certificate of its clients. */
export interface SandboxApns {
  /** Values of APPLE_APNS_ORIGIN and APPLE_APNS_CA. */
  origin: string;
  ca: string;
  /** Calls the listener for each push to the token. Returns a function that removes it. */
  onPush(pushToken: string, listener: () => void): () => void;
  /** The latest pushes, accepted or refused. */
  received: ReceivedPush[];
  counts: {
    pushes: number;
    taken: number;
    sessions: number;
    openSessions: number;
    maxStreams: number;
  };
  /** Sets the answer to one token; undefined restores the rules of APNs. */
  behave(pushToken: string, behaviour: ApnsBehaviour | undefined): void;
  /** Sets the answer to every token without one of its own. */
  behaveAll(behaviour: ApnsBehaviour | undefined): void;
  /** Sends GOAWAY to every session. */
  goAway(): void;
  /** Closes every connection at once. */
  drop(): void;
  /** With `false` closes every connection and accepts no new one, until called with `true`. */
  reachable(isReachable: boolean): Promise<void>;
  stop(): Promise<void>;
}

const keptPushes = 20_000;

/** Starts the simulated APNs on a free loopback port. It accepts pass certificates issued by `clientCa`. */
export async function startSandboxApns({
  server: pair,
  ca,
  clientCa,
  maxConcurrentStreams = 1_000,
}: {
  server: PemPair;
  ca: string;
  clientCa: string[];
  maxConcurrentStreams?: number;
}): Promise<SandboxApns> {
  const phones = new EventEmitter().setMaxListeners(0);
  const behaviours = new Map<string, ApnsBehaviour>();
  const sessions = new Map<ServerHttp2Session, { number: number; topic: string }>();
  const received: ReceivedPush[] = [];
  const counts = { pushes: 0, taken: 0, sessions: 0, openSessions: 0, maxStreams: 0 };
  let otherwise: ApnsBehaviour | undefined;
  let streams = 0;

  const server = createSecureServer({
    ...pair,
    ca: clientCa,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    settings: { maxConcurrentStreams },
  });
  server.on("session", (session) => {
    sessions.set(session, { number: ++counts.sessions, topic: topicOf(session) });
    counts.openSessions++;
    session.on("error", () => undefined);
    session.on("close", () => {
      sessions.delete(session);
      counts.openSessions--;
    });
  });
  server.on("sessionError", () => undefined);
  server.on("stream", (stream, headers) => {
    counts.maxStreams = Math.max(counts.maxStreams, ++streams);
    stream.on("close", () => streams--);
    stream.on("error", () => undefined);
    answer(stream, headers).catch(() => undefined);
  });

  async function answer(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> {
    const session = stream.session as ServerHttp2Session;
    const { number, topic } = sessions.get(session) ?? { number: 0, topic: "" };
    const body = await text(stream);
    const pushToken = (headers[":path"] ?? "").replace("/3/device/", "");
    counts.pushes++;
    received.push({ pushToken, headers, body, session: number });
    if (received.length > keptPushes) received.splice(0, keptPushes / 2);
    const verdict = judgePush(headers, body, topic) ??
      behaviours.get(pushToken) ??
      otherwise ?? { status: 200 };
    if (verdict.status === 200) {
      counts.taken++;
      phones.emit(pushToken);
    }
    if (verdict.delayMs !== undefined) await sleep(verdict.delayMs);
    if (verdict.status === undefined || stream.destroyed) return;
    stream.respond({
      ":status": verdict.status,
      "apns-id": randomUUID().toUpperCase(),
      ...(verdict.retryAfterSeconds !== undefined && {
        "retry-after": String(verdict.retryAfterSeconds),
      }),
    });
    const { reason, timestamp } = verdict;
    const refusal = { reason, timestamp: timestamp?.getTime() };
    stream.end(verdict.status === 200 ? undefined : JSON.stringify(refusal));
  }

  const cut = () => {
    for (const session of sessions.keys()) session.destroy();
  };
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  };
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    cut();
    await closed;
  };
  const port = await listen(0);

  return {
    origin: `https://localhost:${port}`,
    ca,
    received,
    counts,
    onPush: (pushToken, listener) => {
      phones.on(pushToken, listener);
      return () => {
        phones.off(pushToken, listener);
      };
    },
    behave: (pushToken, behaviour) => {
      if (behaviour) behaviours.set(pushToken, behaviour);
      else behaviours.delete(pushToken);
    },
    behaveAll: (behaviour) => {
      otherwise = behaviour;
    },
    goAway: () => {
      for (const session of sessions.keys()) session.close();
    },
    drop: cut,
    reachable: async (isReachable) => {
      if (isReachable && !server.listening) await listen(port);
      if (!isReachable) await close();
    },
    stop: close,
  };
}

/** Returns the topic of a session: the pass type identifier in the client certificate. */
function topicOf(session: ServerHttp2Session): string {
  const { raw } = (session.socket as TLSSocket).getPeerCertificate();
  return certificateFields(new X509Certificate(raw).raw).uid ?? "";
}
