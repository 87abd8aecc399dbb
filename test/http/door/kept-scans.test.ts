import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { build, type Plugin } from "esbuild";

interface Sent {
  scanId: string;
  admittedOffline: boolean;
  undone?: true;
}
interface Kept {
  keepScan: (scan: object) => Promise<void>;
  countWaiting: () => Promise<number>;
  sendKept: (token: string) => Promise<string>;
  undo: (token: string, scanId: string) => Promise<boolean>;
}

/** What the door page asks of IndexedDB, with nothing stored. */
function aStore() {
  let keys = 0;
  const store = {
    put: ({ order }: { order?: number }) => ({ result: order ?? ++keys }),
    getAll: () => ({ result: [] }),
    delete: () => ({ result: undefined }),
  };
  const soon = <T extends object>(members: T, event: string) => {
    const target = Object.assign(new EventTarget(), members);
    setImmediate(() => target.dispatchEvent(new Event(event)));
    return target;
  };
  const transaction = () => soon({ objectStore: () => store, error: null }, "complete");
  return { open: () => soon({ result: { transaction } }, "success") };
}

/** The network's place, where the page's own module would ask for the document. */
const callHere: Plugin = {
  name: "call-here",
  setup(here) {
    here.onLoad({ filter: /door-call\.js$/ }, () => ({
      contents: "export const call = globalThis.call",
    }));
  },
};

describe("the scans that a phone keeps", () => {
  const globals = ["indexedDB", "call"] as const;
  const before = globals.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  const setGlobal = (name: string, value: unknown) =>
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  let rounds = 0;
  let requests: { path: string; scans: Sent[] }[];
  let respond: (scans: Sent[]) => Promise<object[]>;
  let phone: Kept;

  beforeEach(async () => {
    requests = [];
    respond = (scans) =>
      Promise.resolve(scans.map(({ scanId }) => ({ scanId, accepted: true, admitted: 1 })));
    setGlobal("indexedDB", aStore());
    setGlobal("call", async (_token: string, path: string, { body }: { body?: unknown }) => {
      const { scans = [] } = (body ?? {}) as { scans?: Sent[] };
      requests.push({ path, scans });
      return { response: { ok: true, status: 200 }, body: { items: await respond(scans) } };
    });
    const { outputFiles } = await build({
      stdin: {
        contents: `export * from "./door-kept.js"; export * from "./door-undo.js"; // ${++rounds}`,
        resolveDir: fileURLToPath(new URL("../../../src/views/client/", import.meta.url)),
      },
      plugins: [callHere],
      bundle: true,
      format: "esm",
      write: false,
    });
    const script = `${outputFiles[0]?.text ?? ""}\n// ${rounds}`;
    phone = (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as Kept;
  });
  afterEach(() => {
    for (const [index, name] of globals.entries()) {
      const original = before[index];
      if (original) Object.defineProperty(globalThis, name, original);
      else Reflect.deleteProperty(globalThis, name);
    }
  });

  const keep = (scanId: string) =>
    phone.keepScan({
      scanId,
      code: scanId,
      admitted: 1,
      scannedAt: "2027-02-13T10:20:00Z",
      admittedOffline: true,
    });
  const sentOf = (scanId: string) =>
    requests
      .flatMap(({ scans }) => scans.filter((scan) => scan.scanId === scanId))
      .map(({ admittedOffline, undone = false }) => ({ admittedOffline, undone }));
  const admitted = { admittedOffline: true, undone: false };
  const takenBack = { admittedOffline: false, undone: true };

  it("a scan is sent once when nobody takes it back", async () => {
    await keep("a");
    expect(await phone.sendKept("token")).to.equal("sent");
    expect(await phone.sendKept("token")).to.equal("sent");
    expect(sentOf("a")).to.deep.equal([admitted]);
  });

  it("a scan that is taken back while it is sent, is sent as taken back too", async () => {
    await keep("a");
    const answered = respond;
    respond = async (scans) => {
      if (sentOf("a").length === 1) expect(await phone.undo("token", "a")).to.equal(true);
      return answered(scans);
    };
    expect(await phone.sendKept("token")).to.equal("sent");
    expect(sentOf("a")).to.deep.equal([admitted, takenBack]);
    expect(await phone.countWaiting()).to.equal(0);
  });

  it("a scan whose answer was lost, is sent as taken back once it is", async () => {
    await keep("a");
    const answered = respond;
    respond = () => Promise.reject(new TypeError("the network is gone"));
    expect(await phone.sendKept("token")).to.equal("offline");
    expect(await phone.undo("token", "a")).to.equal(true);
    respond = answered;
    expect(await phone.sendKept("token")).to.equal("sent");
    expect(sentOf("a")).to.deep.equal([admitted, takenBack]);
  });

  it("a scan that the service has is undone there", async () => {
    await keep("a");
    await phone.sendKept("token");
    expect(await phone.undo("token", "a")).to.equal(true);
    expect(requests.at(-1)?.path).to.equal("redemptions/a/undo");
  });

  it("a scan that the service could not record waits on, and holds up nothing behind it", async () => {
    const scanIds = Array.from({ length: 501 }, (_, index) => `scan-${index}`);
    for (const scanId of scanIds) await keep(scanId);
    respond = (scans) =>
      Promise.resolve(
        scans.map(({ scanId }) =>
          scanId === "scan-0"
            ? { scanId, error: { code: "unavailable", detail: "again" } }
            : { scanId, accepted: true },
        ),
      );
    expect(await phone.sendKept("token")).to.equal("sent");
    expect(requests.map(({ scans }) => scans.length)).to.deep.equal([500, 1]);
    expect(await phone.countWaiting()).to.equal(1);
    await phone.sendKept("token");
    expect(sentOf("scan-0")).to.have.length(2);
  });
});
