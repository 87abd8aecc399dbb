import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { expect } from "chai";
import { postToPublicAddress } from "../../src/wallets/ssrf-guard.ts";

describe("a name that a webhook is sent to", () => {
  let inside: Server;
  let reached = 0;

  before("listens where nobody outside may reach", async () => {
    inside = createServer((socket) => {
      reached += 1;
      socket.destroy();
    });
    inside.listen(0, "127.0.0.1");
    await once(inside, "listening");
  });
  after(() => {
    inside.close();
  });
  beforeEach(() => {
    reached = 0;
  });

  /** Whether a post was let through to the name, which leads to these addresses. */
  const post = async (addresses: string[], onlyPublic: boolean) => {
    const { port } = inside.address() as AddressInfo;
    const { result } = await postToPublicAddress(`https://tickets.example.no:${port}/hook`, {
      body: "{}",
      headers: {},
      onlyPublic,
      resolve: (_hostname, _options, done) => {
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
        );
      },
    });
    return result;
  };

  for (const [what, addresses] of [
    ["this machine", ["127.0.0.1"]],
    ["a private network", ["10.1.2.3"]],
    ["a cloud's own service", ["169.254.169.254"]],
    ["this machine, by IPv6", ["::1"]],
    ["this machine, IPv4 in IPv6", ["::ffff:127.0.0.1"]],
    ["a private address behind a public one", ["1.1.1.1", "127.0.0.1"]],
    ["nothing", []],
  ] as const) {
    it(`a webhook's host name is not connected to in production when it leads to ${what}`, async () => {
      expect(await post([...addresses], true)).to.equal("not connected");
      expect(reached).to.equal(0);
    });
  }

  it("a webhook's host name leads to a private address when the guard is off (negative control)", async () => {
    await post(["127.0.0.1"], false);
    expect(reached).to.equal(1);
  });
});
