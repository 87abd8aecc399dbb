import type { IncomingMessage, Server, ServerResponse } from "node:http";

/**
 * Ends the requests whose bodies come too slowly. Only the time in which we wait for the client counts: a body that
 * is there and not read yet, because an upload waits for its turn, is never late. Node's own `requestTimeout` cannot
 * tell the two apart.
 * @internal
 */
export class ArrivalLimit {
  readonly #limitMs: number;
  /** For how long each unfinished request has kept us waiting, in milliseconds. */
  readonly #waited = new Map<ServerResponse, number>();

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  watch(response: ServerResponse): void {
    const { req: request } = response;
    if (request.complete) return;
    this.#waited.set(response, 0);
    request.once("close", () => this.#waited.delete(response));
  }

  /** Judges what happened in the last `elapsedMs`. */
  check(elapsedMs: number): void {
    for (const [response, before] of this.#waited) {
      const { req: request } = response;
      const waited = isWaitedFor(request) ? before + elapsedMs : before;
      if (request.complete) this.#waited.delete(response);
      else if (waited > this.#limitMs) endAsLate(response);
      else this.#waited.set(response, waited);
    }
  }
}

/** Not where the buffer is full: Node takes no more from the client before somebody reads. */
const isWaitedFor = ({ readableLength, readableHighWaterMark }: IncomingMessage) =>
  readableLength < readableHighWaterMark;

/** As Node does when its own time-out is over. */
function endAsLate({ req: { socket }, headersSent }: ServerResponse): void {
  if (!headersSent) socket.write("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n");
  socket.destroySoon();
}

/** Applies the limit to each of the server's requests, looking every `everyMs`. */
export function limitArrival(
  server: Server,
  { limitMs, everyMs }: { limitMs: number; everyMs: number },
): void {
  const limit = new ArrivalLimit(limitMs);
  server.prependListener("request", (_request: unknown, response: ServerResponse) => {
    limit.watch(response);
  });
  const timer = setInterval(() => {
    limit.check(everyMs);
  }, everyMs);
  timer.unref();
  server.once("close", () => {
    clearInterval(timer);
  });
}
