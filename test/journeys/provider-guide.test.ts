import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { freePort } from "../support/free-port.ts";
import { guideSteps, isPrinted } from "../support/guide-steps.ts";
import { runService, type ServiceProcess } from "../support/service-process.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const markdown = await readFile(join(root, "docs/provider-api.md"), "utf8");
const [start, ...steps] = guideSteps(markdown);

function stopGroup(pid: number): void {
  try {
    process.kill(-pid);
  } catch {
    // None of it is left.
  }
}

describe("the provider API's guide", function () {
  // Longer than the shell may take, so that the step that failed is named.
  this.timeout(300_000);
  const printed: string[] = [];
  let directory: string;
  let service: ServiceProcess | undefined;

  before("does what stands in it, in one shell", async () => {
    directory = await mkdtemp(join(tmpdir(), "join-guide-"));
    await chmod(directory, 0o755);
    const environment = {
      PORT: String(await freePort()),
      DATA_DIR: join(directory, "data"),
      TMPDIR: directory,
      HOOK_PORT: String(await freePort()),
    };
    const [command = "", ...words] = start?.commands.trim().split(" ") ?? [];
    service = runService(command, words, environment);
    await service.printed("Ctrl-C stops it.");

    const mark = "--- the next step ---";
    const script = steps.map(({ commands }) => `${commands}echo '${mark}'\n`).join("");
    const { PATH, HOME } = process.env;
    const shell = spawn("sh", ["-e", "-c", script], {
      cwd: root,
      env: { PATH, HOME, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      timeout: 150_000,
    });
    let output = "";
    shell.stdout.on("data", (piece: Buffer) => (output += piece.toString()));
    shell.stderr.on("data", (piece: Buffer) => (output += piece.toString()));
    // Awaited from now on: it may come in the same turn as the exit.
    const closed = once(shell, "close");
    await once(shell, "exit");
    // A step that failed leaves the guide's receiver behind.
    stopGroup(shell.pid ?? 0);
    await closed;
    printed.push(...output.split(`${mark}\n`));
  });
  after(async () => {
    await service?.ended("SIGTERM");
    await rm(directory, { recursive: true, force: true });
  });

  it("the provider guide begins with the command that starts the service", () => {
    expect(start).to.include({ commands: "npm start\n", prints: "" });
  });

  for (const [index, { under, prints }] of steps.entries()) {
    it(`the provider guide works and prints as it says, step ${index + 1}, under “${under}”`, () => {
      const got = printed[index] ?? "";
      if (!isPrinted(prints, got)) expect(got, "the guide has something else").to.equal(prints);
      expect(printed.length, "a step failed").to.be.greaterThan(index + 1);
    });
  }

  it("the provider guide is caught when it promises something else (negative control)", () => {
    const prints = "draft …\ntrue\n";
    expect(isPrinted(prints, "draft 1\ntrue\n")).to.equal(true);
    for (const other of ["draft \ntrue\n", "draft 1\n", "draft 1\ntrue\n1\n", "open 1\ntrue\n"]) {
      expect(isPrinted(prints, other), other).to.equal(false);
    }
    expect(steps.filter(({ prints }) => prints !== "").length).to.be.greaterThan(12);
  });
});
