import { once } from "node:events";
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { mock } from "node:test";
import { expect } from "chai";
import { createHttpServer } from "../../../src/http/server/listen.ts";
import { ArrivalLimit } from "../../../src/http/server/arrival-limit.ts";
import { eventually } from "../../support/eventually.ts";

const limitMs = 30_000;
/** More than a socket and a request hold by themselves. */
const large = Buffer.alloc(200_000, "x");

describe("the time-out for a request to arrive", () => {
  const servers: Server[] = [];
  afterEach("ends the servers, of failed tests too", () => {
    mock.timers.reset();
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });
  const listening = async (server: Server) => {
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  };

  /** A server whose handler reads nothing until it is told; what happens to the request is judged by hand. */
  async function aHeldHandler() {
    const limit = new ArrivalLimit(limitMs);
    let arrived: ServerResponse | undefined;
    const server = createServer({ requestTimeout: 0 }, (_request, response) => {
      limit.watch(response);
      arrived = response;
    });
    const port = await listening(server);
    const send = (body: Buffer, length = body.length) => {
      const headers = { "content-length": length };
      const sent = request({ port, host: "127.0.0.1", method: "POST", headers });
      sent.write(body);
      if (length === body.length) sent.end();
      const answered = once(sent, "response").then(([answer]) => answer as IncomingMessage);
      return { status: answered.then(({ statusCode }) => statusCode), end: () => sent.destroy() };
    };
    const handler = async (isThere: (request: IncomingMessage) => boolean) => {
      await eventually("the body", () => arrived !== undefined && isThere(arrived.req));
      return arrived as ServerResponse;
    };
    const readAndAnswer = async ({ req }: ServerResponse, response: ServerResponse) => {
      req.resume();
      await once(req, "end");
      response.end();
    };
    return { limit, send, handler, readAndAnswer };
  }

  it("a body that waits to be read is never late, however long the handler is held", async () => {
    const { limit, send, handler, readAndAnswer } = await aHeldHandler();
    const { status } = send(large);
    const response = await handler(
      ({ readableLength, readableHighWaterMark }) => readableLength >= readableHighWaterMark,
    );
    for (let turn = 0; turn < 100; turn += 1) limit.check(limitMs);
    await readAndAnswer(response, response);
    expect(await status).to.equal(200);
  });

  it("a small body that has arrived whole is never late", async () => {
    const { limit, send, handler, readAndAnswer } = await aHeldHandler();
    const { status } = send(Buffer.from("{}"));
    const response = await handler(({ complete }) => complete);
    limit.check(limitMs * 2);
    await readAndAnswer(response, response);
    expect(await status).to.equal(200);
  });

  it("negative control: a body of which the client holds the rest back is answered 408 after the time", async () => {
    const { limit, send, handler } = await aHeldHandler();
    const { status } = send(Buffer.from("{"), 100);
    await handler(({ readableLength }) => readableLength === 1);
    limit.check(limitMs);
    limit.check(1);
    expect(await status).to.equal(408);
  });

  it("a client that holds the rest back after it was answered loses its connection", async () => {
    const { limit, send, handler } = await aHeldHandler();
    const { status } = send(Buffer.from("{"), 100);
    const response = await handler(({ readableLength }) => readableLength === 1);
    response.end();
    expect(await status).to.equal(200);
    const closed = once(response.req.socket, "close");
    limit.check(limitMs + 1);
    await closed;
  });

  it("the service's server waits thirty seconds for a body, whether or not it is read, and fifteen for headers", async () => {
    // Until it is told, no time passes for the limit.
    mock.timers.enable({ apis: ["setInterval"] });
    const server = createHttpServer((incoming) => incoming.resume());
    const port = await listening(server);
    const headers = { "content-length": 100 };
    const sent = request({ port, host: "127.0.0.1", method: "POST", headers });
    const answered = once(sent, "response") as Promise<[IncomingMessage]>;
    sent.write("{");
    const [arrived] = (await once(server, "request")) as [IncomingMessage];
    mock.timers.tick(30_000);
    expect(arrived.socket.writableEnded).to.equal(false);
    mock.timers.tick(5_000);
    expect((await answered)[0].statusCode).to.equal(408);
    expect(server.headersTimeout).to.equal(15_000);
  });
});
