import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { ConfigError } from "../../config/config-error.ts";

/** Resolves once the server listens. Throws ConfigError that says what to do when the port is taken. */
export async function listen(server: Server, port: number): Promise<void> {
  server.listen(port);
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

/** Fails early, as `listen` would, before anything slow was started. */
export async function requireFreePort(port: number): Promise<void> {
  const probe = createServer();
  await listen(probe, port);
  probe.close();
  await once(probe, "close");
}
