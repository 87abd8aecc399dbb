// What a ticket's answer is compared with: servers that do the least that one can.
import { once } from "node:events";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { createHttpServer } from "../../src/http/server/listen.ts";

export interface Peer {
  url: string;
  stop: () => Promise<unknown>;
}

async function start(listener: RequestListener): Promise<Peer> {
  const server = createHttpServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.close();
    server.closeAllConnections();
    return once(server, "close");
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** Answers with so many bytes, in two writes. */
function answering(bytes: number): RequestListener {
  const [shared, own] = [Buffer.alloc(bytes - 8_000, 1), Buffer.alloc(8_000, 2)];
  return (_request, response) => {
    response.setHeader("Content-Length", bytes);
    response.write(shared);
    response.end(own);
  };
}

/** A server that answers every request with as many bytes, and does nothing else. */
export const barePeer = (bytes: number): Promise<Peer> => start(answering(bytes));

/** The same behind one prepared statement, which reads the ticket that the path names by its primary key. */
export async function statementPeer(bytes: number, databaseUrl: string): Promise<Peer> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const answer = answering(bytes);
  const text =
    "select version, last_modified, token_key_id from passes where serial_number = $1 and state = 'active'";
  const peer = await start((request, response) => {
    const serialNumber = request.url?.split("/").at(-1);
    void pool.query({ name: "ticket", text, values: [serialNumber] }).then(({ rowCount }) => {
      if (rowCount === 1) answer(request, response);
      else response.writeHead(404).end();
    });
  });
  const stop = async () => {
    await peer.stop();
    await pool.end();
  };
  return { url: peer.url, stop };
}
