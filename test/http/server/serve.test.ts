import { once } from "node:events";
import { Agent, get, type IncomingMessage, type RequestListener } from "node:http";
import { expect } from "chai";
import { serve, type RunningServer } from "../../../src/http/server/serve.ts";
import { eventually } from "../../support/eventually.ts";

describe("the HTTP server", () => {
  let server: RunningServer;
  let waiting: (() => void)[];
  const agent = new Agent({ keepAlive: true });
  const listener: RequestListener = (request, response) => {
    if (request.url === "/slow") waiting.push(() => response.end("slow"));
    else response.end("quick");
  };
  const start = async () => {
    waiting = [];
    server = await serve(listener, { port: 0, host: "127.0.0.1", keepAliveMs: 75_000 });
  };
  const ask = async (path: string, through?: Agent): Promise<IncomingMessage> => {
    const request = get({ host: "127.0.0.1", port: server.port, path, agent: through ?? false });
    const [response] = (await once(request, "response")) as [IncomingMessage];
    response.resume();
    await once(response, "end");
    return response;
  };
  const answerAll = () => {
    waiting.forEach((answer) => {
      answer();
    });
  };
  after(() => {
    agent.destroy();
  });

  it("the server keeps an idle connection longer than a proxy does, and says how long", async () => {
    await start();
    const { headers } = await ask("/", agent);
    expect(headers["keep-alive"]).to.equal("timeout=75");
    await server.stop({ delayMs: 0, graceMs: 1_000 });
  });

  it("a stopping server takes new connections until the delay is over, and ends each with its response", async () => {
    await start();
    await ask("/", agent);
    const stopped = server.stop({ delayMs: 500, graceMs: 10_000 });
    const [kept, fresh] = await Promise.all([ask("/", agent), ask("/")]);
    expect(kept.headers.connection).to.equal("close");
    expect(fresh.headers.connection).to.equal("close");
    await stopped;
    const refused = await ask("/").catch((error: unknown) => error);
    expect(refused).to.have.property("code", "ECONNREFUSED");
  });

  it("a stopping server lets running requests finish and ends their connections", async () => {
    await start();
    const answer = ask("/slow", agent);
    await eventually("the request arrived", () => waiting.length === 1);
    let isStopped = false;
    const stopped = server.stop({ delayMs: 0, graceMs: 60_000 }).then(() => (isStopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isStopped).to.equal(false);
    answerAll();
    expect((await answer).headers.connection).to.equal("close");
    await stopped;
  });

  it("a stopping server cuts off what still runs after the grace period", async () => {
    await start();
    const answer = ask("/slow").catch((error: unknown) => error);
    await eventually("the request arrived", () => waiting.length === 1);
    await server.stop({ delayMs: 0, graceMs: 100 });
    expect(await answer).to.have.property("code", "ECONNRESET");
  });
});
