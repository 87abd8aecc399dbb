import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp, type AppOptions } from "../../src/http/server/app.ts";
import { createHttpServer } from "../../src/http/server/listen.ts";
import type { TestDatabase } from "./database.ts";
import { testDeps, type TestDeps } from "./test-deps.ts";

export interface TestServer {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  readonly deps: TestDeps;
}

/** The whole service on a port of its own, over a real database; the clock and what leaves are the test's. */
export function useServer(
  database: Pick<TestDatabase, "db">,
  { change, ...options }: AppOptions & { change?: (deps: TestDeps) => TestDeps } = {},
): TestServer {
  let running: { server: Server; deps: TestDeps } | undefined;
  before("starts the server", async () => {
    const made = testDeps(database.db);
    const deps = change ? change(made) : made;
    const high = 1_000_000;
    const usual = { api: high, claim: high, phones: high, phone: high };
    const rateLimits = { ...usual, ...options.rateLimits };
    const server = createHttpServer(createApp(deps, { ...options, rateLimits }));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    running = { server, deps };
  });
  after("stops the server", async () => {
    if (!running) return;
    const { server } = running;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  const started = () => {
    if (!running) throw new Error("The test server exists only while tests run.");
    return running;
  };
  return {
    get url() {
      return `http://127.0.0.1:${(started().server.address() as AddressInfo).port}`;
    },
    get deps() {
      return started().deps;
    },
  };
}
