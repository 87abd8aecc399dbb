import { once } from "node:events";
import type { IncomingHttpHeaders, ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";
import type { ApnsBehaviour } from "../../src/sandbox/apns-answers.ts";
import { startSandboxApns, type SandboxApns } from "../../src/sandbox/apns.ts";

interface ReceivedPush {
  pushToken: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Numbered from 1. */
  session: number;
}

/** The simulated APNs with the pushes that it received, and with answers and faults of a test's choice. */
export interface ControlledApns extends SandboxApns {
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
}

const keptPushes = 20_000;

export async function startControlledApns(
  options: Parameters<typeof startSandboxApns>[0],
): Promise<ControlledApns> {
  const behaviours = new Map<string, ApnsBehaviour>();
  const sessions = new Map<ServerHttp2Session, number>();
  const received: ReceivedPush[] = [];
  const counts = { pushes: 0, taken: 0, sessions: 0, openSessions: 0, maxStreams: 0 };
  let otherwise: ApnsBehaviour | undefined;
  let streams = 0;

  const apns = await startSandboxApns({
    ...options,
    judge: ({ session, ...push }, refusal) => {
      counts.pushes++;
      received.push({ ...push, session: sessions.get(session) ?? 0 });
      if (received.length > keptPushes) received.splice(0, keptPushes / 2);
      const verdict = refusal ?? behaviours.get(push.pushToken) ?? otherwise ?? { status: 200 };
      if (verdict.status === 200) counts.taken++;
      return verdict;
    },
  });
  const { server } = apns;
  const { port } = server.address() as AddressInfo;
  server.on("session", (session) => {
    sessions.set(session, ++counts.sessions);
    counts.openSessions++;
    session.on("close", () => {
      sessions.delete(session);
      counts.openSessions--;
    });
  });
  server.on("stream", (stream) => {
    counts.maxStreams = Math.max(counts.maxStreams, ++streams);
    stream.on("close", () => streams--);
  });

  return {
    ...apns,
    received,
    counts,
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
    drop: () => {
      for (const session of sessions.keys()) session.destroy();
    },
    reachable: async (isReachable) => {
      if (!isReachable) await apns.stop();
      else if (!server.listening) {
        server.listen(port, "127.0.0.1");
        await once(server, "listening");
      }
    },
  };
}
