import { once } from "node:events";
import { createServer } from "node:http";
import { listen } from "../http/server/listen.ts";

/** Throws ConfigError, as `listen` would, before anything slow was started. */
export async function requireFreePort(port: number): Promise<void> {
  const probe = createServer();
  await listen(probe, port);
  probe.close();
  await once(probe, "close");
}
