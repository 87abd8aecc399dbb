import { once } from "node:events";
import type { RequestListener, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createHttpServer, listen } from "./listen.ts";

export interface ServeOptions {
  port: number;
  /** Every interface when unset. */
  host?: string | undefined;
  /** How long an idle connection stays open: longer than the proxy keeps it, or its request meets a closed one. */
  keepAliveMs: number;
}

export interface RunningServer {
  readonly port: number;
  /**
   * Takes connections for `delayMs` more, until the load balancer has seen that the process is not ready,
   * and then no others. Ends every connection with its next response. What still runs after `graceMs`
   * is cut off.
   */
  stop(limits: { delayMs: number; graceMs: number }): Promise<void>;
}

/** Serves HTTP until it is stopped. */
export async function serve(
  listener: RequestListener,
  { port, host, keepAliveMs }: ServeOptions,
): Promise<RunningServer> {
  const server = createHttpServer(listener, keepAliveMs);
  const unanswered = new Set<ServerResponse>();
  let isStopping = false;
  const endConnection = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader("Connection", "close");
  };
  server.prependListener("request", (_request: unknown, response: ServerResponse) => {
    if (isStopping) endConnection(response);
    unanswered.add(response);
    response.on("close", () => unanswered.delete(response));
  });
  await listen(server, port, host);
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    stop: async ({ delayMs, graceMs }) => {
      isStopping = true;
      unanswered.forEach(endConnection);
      const closed = once(server, "close");
      const timer = setTimeout(() => {
        server.closeAllConnections();
      }, graceMs);
      await sleep(delayMs);
      server.close();
      server.closeIdleConnections();
      await closed;
      clearTimeout(timer);
    },
  };
}
