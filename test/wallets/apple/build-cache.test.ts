import { expect } from "chai";
import { BuildCache } from "../../../src/wallets/apple/build-cache.ts";

const at = new Date("2027-01-15T10:00:00Z");
const later = (ms: number) => new Date(at.getTime() + ms);

describe("builds that are shared", () => {
  function setUp(maxBytes = 100) {
    const builds = new BuildCache<{ size: number; name: string }>({ maxBytes, maxAgeMs: 1000 });
    const made: string[] = [];
    const get = (name: string, { size = 10, when = at }: { size?: number; when?: Date } = {}) =>
      builds.get(name, when, () => {
        made.push(name);
        return Promise.resolve({ size, name });
      });
    return { builds, made, get };
  }

  it("shared builds are made once for all who ask at the same moment, and once for those who ask soon after", async () => {
    const { made, get } = setUp();
    const answers = await Promise.all([get("a"), get("a"), get("a")]);
    expect(await get("a", { when: later(999) })).to.equal(answers[0]);
    expect(made).to.deep.equal(["a"]);
  });

  it("shared builds are made anew once they are too old, and take their room once", async () => {
    const { builds, made, get } = setUp();
    await get("a");
    await get("a", { when: later(1000) });
    expect(made).to.deep.equal(["a", "a"]);
    expect(builds.size).to.equal(10);
  });

  it("shared builds never hold more bytes than they may; the one used longest ago goes", async () => {
    const { builds, made, get } = setUp(30);
    for (const name of ["a", "b", "c", "a", "d"]) await get(name);
    expect(builds.size).to.equal(30);
    await get("a");
    expect(made).to.deep.equal(["a", "b", "c", "d"]);
    await get("b");
    expect(made).to.deep.equal(["a", "b", "c", "d", "b"]);
  });

  it("shared builds are answered but not kept when they are larger than all the room", async () => {
    const { builds, get } = setUp(30);
    expect((await get("a", { size: 31 })).name).to.equal("a");
    expect(builds.size).to.equal(0);
  });

  it("fail for all who waited, and are tried anew by the next", async () => {
    const { builds, get } = setUp();
    const failing = () => builds.get("a", at, () => Promise.reject(new Error("no")));
    const outcomes = await Promise.allSettled([failing(), failing()]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
    expect((await get("a")).name).to.equal("a");
  });
});
