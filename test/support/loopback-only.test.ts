import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { connect as connectTls } from "node:tls";
import { promisify } from "node:util";
import { expect } from "chai";

const run = promisify(execFile);
const refused = { code: "ERR_LOOPBACK_ONLY" };
const errorOf = async (socket: NodeJS.EventEmitter) => (await once(socket, "error")) as [Error];

describe("the network in tests", () => {
  for (const host of ["192.0.2.1", "2001:db8::1", "tickets.example"]) {
    it(`the loopback guard refuses a connection to ${host}`, async () => {
      const [byOptions] = await errorOf(connect({ port: 80, host }));
      expect(byOptions).to.include(refused);
      expect(byOptions.message).to.equal(`Tests connect to this machine only, not to ${host}.`);
      expect((await errorOf(connect(80, host)))[0]).to.include(refused);
      expect((await errorOf(connectTls(443, host)))[0]).to.include(refused);
    });
  }

  it("the loopback guard refuses a fetch of another machine", async () => {
    const failed = await fetch("http://192.0.2.1/").catch((error: unknown) => error as Error);
    expect((failed as Error).cause).to.include(refused);
  });

  it("the loopback guard refuses a look-up that leads to another machine", async () => {
    const socket = connect({
      port: 80,
      host: "tickets.example",
      lookup: (_host, _options, done) => {
        done(null, [{ address: "192.0.2.1", family: 4 }]);
      },
    });
    expect((await errorOf(socket))[0]).to.include(refused);
  });

  it("the loopback guard refuses it in a child process, too", async () => {
    const { stdout } = await run(process.execPath, [
      "-e",
      'fetch("http://192.0.2.1/").catch(({ cause }) => console.log(cause.code))',
    ]);
    expect(stdout.trim()).to.equal(refused.code);
  });

  it("the loopback guard lets connections to this machine through", async () => {
    const server = createServer((_, response) => response.end("here")).listen(0);
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    for (const host of ["127.0.0.1", "localhost", "[::1]"]) {
      expect(await (await fetch(`http://${host}:${String(port)}/`)).text()).to.equal("here");
    }
    server.close();
  });
});
