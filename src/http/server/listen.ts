import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { ConfigError } from "../../config/config-error.ts";
import { limitArrival } from "./arrival-limit.ts";

/** The IPv4 loopback address: the name localhost may resolve to IPv6 only. */
export const loopback = "127.0.0.1";

/** How long a client may keep us waiting for a request. */
const arrival = { limitMs: 30_000, everyMs: 5_000 };

/**
 * Creates a server to which a request must arrive within 30 seconds, its headers within 15; what waits here for its
 * turn to be read is not late. It keeps an idle connection for 75 seconds, longer than nginx, HAProxy and the clouds'
 * load balancers do (60): a connection that is closed as the proxy uses it again loses the request with ECONNRESET.
 */
export const createHttpServer = (app: RequestListener, keepAliveTimeout = 75_000): Server => {
  const timeouts = { keepAliveTimeout, headersTimeout: 15_000, requestTimeout: 0 };
  const server = createServer({ ...timeouts, connectionsCheckingInterval: 5_000 }, app);
  limitArrival(server, arrival);
  return server;
};

/**
 * Resolves once the server listens, on every interface or on the named host. Throws ConfigError when the
 * port is in use.
 */
export async function listen(server: Server, port: number, host?: string): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    const another = String(port + 1);
    throw new ConfigError([
      `PORT ${String(port)} is in use by another program; choose another: PORT=${another} npm start`,
    ]);
  }
}
