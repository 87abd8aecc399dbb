import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** A small load balancer: HTTP, kept connections, and no second attempt for a failed request. */
export interface Switch {
  url: string;
  /** Whether the process behind the port is ready, by the last look. */
  sends: (port: number) => boolean;
  close: () => Promise<void>;
}

const lookEveryMs = 100;
/** Looks in a row without a 200 after which a process gets no more requests, as load balancers have it. */
const patience = 3;

/** Distributes requests over the ports whose `/readyz` was 200 a moment ago. Answers 502 for a failed one. */
export async function startSwitch(ports: number[]): Promise<Switch> {
  const agent = new Agent({ keepAlive: true });
  const ready = new Set<number>();
  const misses = new Map<number, number>();
  const look = async (port: number) => {
    const signal = AbortSignal.timeout(1_000);
    const seen = await fetch(`http://127.0.0.1:${port}/readyz`, { signal }).then(
      ({ ok }) => (ok ? "ready" : "not ready"),
      () => (signal.aborted ? "silent" : "gone"),
    );
    const missed = seen === "ready" ? 0 : (misses.get(port) ?? 0) + 1;
    misses.set(port, missed);
    if (seen === "ready") ready.add(port);
    else if (seen === "gone" || missed >= patience) ready.delete(port);
  };
  const looking = new Set<number>();
  const lookOnce = async (port: number) => {
    if (looking.has(port)) return;
    looking.add(port);
    await look(port);
    looking.delete(port);
  };
  const timer = setInterval(() => void Promise.all(ports.map(lookOnce)), lookEveryMs);
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const choice = [...ready];
    const port = choice[turn++ % choice.length];
    const { method, url: path, headers } = incoming;
    const fail = () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end());
    if (port === undefined) {
      fail();
      return;
    }
    const forwarded = request({ host: "127.0.0.1", port, method, path, headers, agent });
    forwarded.on("error", fail);
    forwarded.on("response", (response) => {
      // Whether the connection to a process is kept is nothing to the client.
      delete response.headers.connection;
      delete response.headers["keep-alive"];
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.on("error", fail).pipe(outgoing);
    });
    incoming.pipe(forwarded);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sends: (port) => ready.has(port),
    close: async () => {
      clearInterval(timer);
      agent.destroy();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
