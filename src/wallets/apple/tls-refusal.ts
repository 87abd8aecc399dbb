import { connect, type ConnectionOptions } from "node:tls";

const waitMs = 2_000;

/**
 * Why the server does not want our certificate, in TLS' words; undefined when it says nothing of the
 * kind. With TLS 1.3 the refusal comes after the handshake, where node's HTTP/2 does not hear it.
 */
export async function tlsRefusal(
  origin: string,
  options: ConnectionOptions,
): Promise<Error | undefined> {
  const { hostname, port } = new URL(origin);
  const socket = connect({
    ...options,
    host: hostname,
    port: Number(port) || 443,
    servername: hostname,
    ALPNProtocols: ["h2"],
  });
  try {
    return await new Promise((resolve) => {
      const nothing = () => {
        resolve(undefined);
      };
      socket.setTimeout(waitMs, nothing);
      socket.once("data", nothing);
      socket.once("close", nothing);
      socket.once("error", (error: Error & { code?: string }) => {
        resolve(
          /ALERT_.*(CERTIFICATE|UNKNOWN_CA|ACCESS)/.test(error.code ?? "") ? error : undefined,
        );
      });
    });
  } finally {
    socket.destroy();
  }
}
