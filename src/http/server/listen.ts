import { once } from "node:events";
import type { Server } from "node:http";
import { ConfigError } from "../../config/config-error.ts";

/** The IPv4 loopback address: the name localhost may resolve to IPv6 only. */
export const loopback = "127.0.0.1";

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
