import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A wire to a server that a test can cut. */
export interface Line {
  /** The target's URL through this proxy. */
  url: string;
  /** Refuses connections and drops those there are. */
  cut: () => Promise<void>;
  /** Takes connections and lets nothing through: the worse kind of away. */
  freeze: () => void;
  /** The connections there are go silent for good; new ones get through. */
  silence: () => void;
  /** Drops the connections there are and leads new ones to another server. */
  leadTo: (url: string) => void;
  mend: () => Promise<void>;
  close: () => Promise<void>;
}

/** Listens on loopback in front of the server that `url` names. */
export async function layLine(url: string): Promise<Line> {
  let target = new URL(url);
  const sockets = new Set<Socket>();
  const silent = new WeakSet<Socket>();
  let frozen = false;
  // A silent line does not answer the end of a connection either.
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const { port, hostname: host } = target;
    const far = connect({ port: Number(port), host, allowHalfOpen: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (chunk) => {
        if (!frozen && !silent.has(from)) to.write(chunk);
      });
      from.on("end", () => {
        if (!frozen && !silent.has(from)) to.end();
      });
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const near = new URL(url);
  near.port = String(port);
  const dropAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const cut = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    dropAll();
    await closed;
  };
  return {
    url: near.href,
    cut,
    freeze: () => {
      frozen = true;
    },
    silence: () => {
      for (const socket of sockets) silent.add(socket);
    },
    leadTo: (other) => {
      target = new URL(other);
      dropAll();
    },
    mend: async () => {
      // Bytes are missing from these streams: end them, so that new connections are made.
      if (frozen) dropAll();
      frozen = false;
      if (server.listening) return;
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
    },
    close: cut,
  };
}
