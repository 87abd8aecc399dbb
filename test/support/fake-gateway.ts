import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** An SMS gateway that delivers each message id once, however often it is handed over. */
export interface FakeGateway {
  url: string;
  /** Phone numbers by message id: what reached people. */
  delivered: Map<string, string>;
  /** Requests so far, repeated ones counted. */
  requests: () => number;
  /** Requests from now on wait until the answer is let go. */
  hold: () => () => void;
  close: () => Promise<void>;
}

export async function startFakeGateway({ delayMs = 5 } = {}): Promise<FakeGateway> {
  const delivered = new Map<string, string>();
  let requests = 0;
  let held = Promise.resolve();
  const server = createServer((request, response) => {
    void (async () => {
      const { id, to } = (await json(request)) as { id: string; to: string };
      requests++;
      delivered.set(id, to);
      await Promise.all([held, sleep(delayMs)]);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    delivered,
    requests: () => requests,
    hold: () => {
      let release = () => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        release();
      };
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
