import { connect, type ConnectionOptions } from "node:tls";

const waitMs = 2_000;

/**
 * Connects once over TLS, and returns the alert by which the server refuses the client certificate;
 * undefined without one. With TLS 1.3 the alert follows the handshake, where Node's HTTP/2 does not
 * report it.
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
