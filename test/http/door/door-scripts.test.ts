import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { build } from "esbuild";

/** Browser scripts have their own type-check (tsconfig.browser.json), which this one cannot import from. */
async function client(file: string): Promise<unknown> {
  const path = fileURLToPath(new URL(`../../../src/views/client/${file}`, import.meta.url));
  const built = await build({ entryPoints: [path], bundle: true, write: false, format: "esm" });
  const [script] = built.outputFiles;
  return import(`data:text/javascript,${encodeURIComponent(script?.text ?? "")}`);
}

describe("which code in view is a new scan", () => {
  type View = (inView: string[], now: number, mayTake: boolean) => string | undefined;
  let view: View;

  beforeEach(async () => {
    view = ((await client("door-view.js")) as { createView: () => View }).createView();
  });

  it("a new scan is one that was not there before, and once only while it is held up", () => {
    expect(view(["a"], 0, true)).to.equal("a");
    for (let now = 125; now < 60_000; now += 125)
      expect(view(["a"], now, true)).to.equal(undefined);
  });

  it("a new scan is the same again when it has been away for two seconds, not when it was hidden for one", () => {
    view(["a"], 0, true);
    view([], 500, true);
    expect(view(["a"], 1_000, true)).to.equal(undefined);
    expect(view(["a"], 3_000, true)).to.equal("a");
  });

  it("a new scan is the same again when another has come in between", () => {
    view(["a"], 0, true);
    expect(view(["b"], 500, true)).to.equal("b");
    expect(view(["a"], 1_000, true)).to.equal("a");
  });

  it("a new scan is never one of two that are held up together a second time", () => {
    expect(view(["a", "b"], 0, true)).to.equal("a");
    expect(view(["a", "b"], 125, true)).to.equal("b");
    for (const seen of [["a", "b"], ["b"], ["a", "b"], ["b", "a"]]) {
      expect(view(seen, 250, true)).to.equal(undefined);
    }
  });

  it("a new scan waits for its turn while another is dealt with", () => {
    view(["a"], 0, true);
    expect(view(["b"], 3_000, false)).to.equal(undefined);
    expect(view(["b"], 3_125, true)).to.equal("b");
  });

  it("a new scan does not come back from under an answer as long as it stays in view", () => {
    view(["a"], 0, true);
    for (let now = 125; now < 4_000; now += 125) view(["a"], now, false);
    expect(view(["a"], 4_000, true)).to.equal(undefined);
  });
});

describe("the end of a ticket's time as the scanner says it", () => {
  const now = new Date("2026-11-26T12:00:00Z");
  for (const [language, at, said] of [
    ["nb", "2026-11-26T22:30:00Z", "torsdag 23:30"],
    ["nb", "2026-11-26T23:00:00Z", "fredag 00:00"],
    ["nb", "2026-11-27T22:59:00Z", "fredag 23:59"],
    ["nb", "2026-11-27T23:00:00Z", "lørdag 28. november 00:00"],
    ["nb", "2026-12-10T23:00:00Z", "fredag 11. desember 00:00"],
    ["nb", "2026-11-19T12:00:00Z", "torsdag 19. november 13:00"],
    ["en", "2026-12-10T23:00:00Z", "Friday, December 11 00:00"],
  ] as const) {
    it(`an end in ${language} at ${at} is said as "${said}"`, async () => {
      const { momentInOslo } = (await client("door-moment.js")) as {
        momentInOslo: (at: string, options: { language: string; now: Date }) => string;
      };
      expect(momentInOslo(at, { language, now })).to.equal(said);
    });
  }
});
