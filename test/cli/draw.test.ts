import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { DrawList, PassedOver } from "../../src/domain/draws/draw.ts";
import { hashOfList, commitmentTo, keyOfPassedOver } from "../../src/domain/draws/draw-hashes.ts";
import { runDraw } from "../../src/domain/draws/run-draw.ts";
import { compiled } from "../support/compiled.ts";

const program = new URL("../../src/cli/draw.ts", import.meta.url);

describe("npm run draw", function () {
  this.timeout(120_000);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "draw-"));
  });

  after(() => rm(folder, { recursive: true }));

  /** The command as anyone runs it, without a setting. */
  const draw = (...args: string[]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const env = { PATH: process.env["PATH"] };
      execFile(process.execPath, [compiled(program), ...args], { env }, (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
      });
    });

  async function write(name: string, content: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  }

  const seed = Buffer.alloc(32, 5);
  const list: DrawList = {
    offerId: "0195a7a0-0000-7000-8000-000000000001",
    seats: 1,
    rules: { criteria: ["fewest_tickets"], publishedOn: "2026-11-01", siblingsTogether: false },
    rows: ["a", "b"].map((name) => ({ id: name.repeat(64), children: [{ fewest_tickets: 0 }] })),
  };
  const file = {
    format: "join-draw-1",
    drawId: "0195a7a0-0000-7000-8000-000000000002",
    commitment: commitmentTo(seed),
    listHash: hashOfList(list),
    seed: seed.toString("hex"),
    list,
    result: runDraw(list, seed),
  };

  it("npm run draw verifies an exported draw without database or settings, and prints both hashes", async () => {
    const path = await write("right.json", JSON.stringify(file));
    const { code, output } = await draw("verify", path);
    expect(code, output).to.equal(0);
    expect(output).to.contain("replays as it says").and.contain(file.listHash);
    expect(output)
      .to.contain(file.commitment)
      .and.match(/rows 2, of them with tickets 1, passed over 0/);
  });

  it("npm run draw prints each row passed over with its reason, and the key to compare with the audit trail", async () => {
    const passedOver: PassedOver[] = [{ id: file.result[0]?.id ?? "", reasons: ["gone"] }];
    const result = runDraw(list, seed, passedOver);
    const passed = { ...file, format: "join-draw-2", passedOver, result };
    const { code, output } = await draw(
      "verify",
      await write("passed.json", JSON.stringify(passed)),
    );
    expect(code, output).to.equal(0);
    expect(output).to.contain(`passed over ${passedOver[0]?.id ?? ""}: gone`);
    expect(output).to.contain(keyOfPassedOver(passedOver)).and.contain("compare it");
  });

  it("npm run draw ends with 1 and says what is wrong with a draw that does not replay", async () => {
    const swapped = { ...file, result: [...file.result].reverse() };
    for (const [content, said] of [
      [JSON.stringify(swapped), "another result"],
      ["{", "JSON"],
    ] as const) {
      const { code, output } = await draw("verify", await write("wrong.json", content));
      expect(code).to.equal(1);
      expect(output).to.contain(said);
    }
    expect((await draw("verify", join(folder, "none.json"))).code).to.equal(1);
  });

  it("npm run draw explains itself and ends with 2 for anything else", async () => {
    for (const args of [[], ["verify"], ["run", "x"], ["verify", "a", "b"]]) {
      const { code, output } = await draw(...args);
      expect(code, args.join(" ")).to.equal(2);
      expect(output).to.contain("npm run draw -- verify FILE");
    }
  });
});
