// https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns
import { randomUUID, X509Certificate } from "node:crypto";
import { EventEmitter, once } from "node:events";
import {
  createSecureServer,
  type Http2SecureServer,
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

interface ReceivedPush {
  pushToken: string;
  headers: IncomingHttpHeaders;
  body: string;
  session: ServerHttp2Session;
}

/** A simulated APNs over TLS and HTTP/2, which requires a pass certificate of its clients. */
export interface SandboxApns {
  /** Values of APPLE_APNS_ORIGIN and APPLE_APNS_CA. */
  origin: string;
  ca: string;
  /** Calls the listener for each push to the token. Returns a function that removes it. */
  onPush(pushToken: string, listener: () => void): () => void;
  readonly server: Http2SecureServer;
  stop(): Promise<void>;
}

interface SandboxApnsOptions {
  server: PemPair;
  ca: string;
  clientCa: string[];
  maxConcurrentStreams?: number;
  /** Chooses the answer to a push; `refusal`: that of Apple's rules, undefined when they accept it. */
  judge?: (push: ReceivedPush, refusal: ApnsBehaviour | undefined) => ApnsBehaviour;
}

/** Starts the simulated APNs on a free loopback port. It accepts pass certificates issued by `clientCa`. */
export async function startSandboxApns({
  server: pair,
  ca,
  clientCa,
  maxConcurrentStreams = 1_000,
  judge = (_push, refusal) => refusal ?? { status: 200 },
}: SandboxApnsOptions): Promise<SandboxApns> {
  const phones = new EventEmitter().setMaxListeners(0);
  const topics = new Map<ServerHttp2Session, string>();

  const server = createSecureServer({
    ...pair,
    ca: clientCa,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    settings: { maxConcurrentStreams },
  });
  server.on("session", (session) => {
    topics.set(session, topicOf(session));
    session.on("error", () => undefined);
    session.on("close", () => topics.delete(session));
  });
  server.on("sessionError", () => undefined);
  server.on("stream", (stream, headers) => {
    stream.on("error", () => undefined);
    answer(stream, headers).catch(() => undefined);
  });

  async function answer(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> {
    const session = stream.session as ServerHttp2Session;
    const topic = topics.get(session) ?? "";
    const body = await text(stream);
    const pushToken = (headers[":path"] ?? "").replace("/3/device/", "");
    const push = { pushToken, headers, body, session };
    const verdict = judge(push, judgePush(headers, body, topic));
    if (verdict.status === 200) phones.emit(pushToken);
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

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://localhost:${port}`,
    ca,
    server,
    onPush: (pushToken, listener) => {
      phones.on(pushToken, listener);
      return () => {
        phones.off(pushToken, listener);
      };
    },
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      for (const session of topics.keys()) session.destroy();
      await closed;
    },
  };
}

/** Returns the topic of a session: the pass type identifier in the client certificate. */
function topicOf(session: ServerHttp2Session): string {
  const { raw } = (session.socket as TLSSocket).getPeerCertificate();
  return certificateFields(new X509Certificate(raw).raw).uid ?? "";
}
