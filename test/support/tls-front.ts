import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openssl } from "./issue-with-openssl.ts";

export interface TlsFront {
  /** `https://NAME:port` */
  url: string;
  /** What a client must trust: a path, for NODE_EXTRA_CA_CERTS. */
  certificate: string;
  stop: () => Promise<void>;
}

/** What stands in front of the service in production: TLS under a public name, then plain HTTP to `target`. */
export async function startTlsFront(name: string, target: string): Promise<TlsFront> {
  const directory = await mkdtemp(join(tmpdir(), "join-tls-"));
  const [certificate, key] = [join(directory, "front.pem"), join(directory, "front.key")];
  await openssl(
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"],
    ...["-keyout", key, "-out", certificate, "-days", "2"],
    ...["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`],
  );
  const pair = { cert: await readFile(certificate), key: await readFile(key) };
  const server = createServer(pair, (incoming, outgoing) => {
    const { method, headers, url: path = "/" } = incoming;
    const forwarded = request(new URL(path, target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(forwarded);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `https://${name}:${(server.address() as AddressInfo).port}`,
    certificate,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
