import { once } from "node:events";
import { createServer } from "node:http";
import { listen } from "../http/server/listen.ts";

/** Throws ConfigError when the port is in use; called before the slow parts of the start. */
export async function requireFreePort(port: number): Promise<void> {
  const probe = createServer();
  await listen(probe, port);
  probe.close();
  await once(probe, "close");
}
