import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { freePort } from "../support/free-port.ts";
import { runService, type ServiceProcess } from "../support/service-process.ts";

interface Demo {
  publicUrl: string;
  claimUrls: string[];
  navApiKey: string;
  offers: Record<string, string>;
}

const ready = "Ctrl-C stops it.";

describe("npm start", function () {
  this.timeout(120_000);
  let directory: string;
  let port: number;
  let running: ServiceProcess | undefined;

  const start = (change: Record<string, string> = {}) =>
    runService("npm", ["start"], { PORT: String(port), DATA_DIR: directory, ...change });
  const demo = async () => JSON.parse(await readFile(join(directory, "demo.json"), "utf8")) as Demo;
  const everyOneGone = async (folder: string) => {
    for (let waited = 0; waited < 100 && processesOn(folder).length > 0; waited++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(processesOn(folder)).to.deep.equal([]);
  };
  const processesOn = (folder: string) =>
    execFileSync("ps", ["-eo", "args"])
      .toString()
      .split("\n")
      .filter((line) => line.includes(folder));

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "join-start-"));
    await chmod(directory, 0o755);
    // As a first run that was interrupted leaves it: the demo is loaded anew.
    await writeFile(join(directory, "demo-loading"), "");
    port = await freePort();
  });

  after(async () => {
    await running?.ended("SIGTERM");
    await rm(directory, { recursive: true, force: true });
  });

  it("npm start asks for nothing, says what it does, and is ready with a screen of links", async () => {
    running = start();
    await running.printed("Loading the demo scheme");
    expect((await fetch(`http://localhost:${port}/readyz`)).status).to.equal(503);
    await running.printed(ready);
    expect(running.output()).to.include("Making a database").and.include("Loading the demo scheme");
    for (const page of ["nav", "provider", "t/", "door#", "sandbox/phone", "docs"]) {
      expect(running.output()).to.include(`http://localhost:${port}/${page}`);
    }
    expect((await fetch(`http://localhost:${port}/readyz`)).status).to.equal(200);
    const [claimUrl = ""] = (await demo()).claimUrls;
    expect((await fetch(claimUrl)).status).to.equal(200);
  });

  it("npm start listens on this machine alone, since its sandbox signs anyone in", async () => {
    // A listener on every address would answer at this one, too.
    const asked = await fetch(`http://127.0.0.2:${port}/readyz`).catch((error: unknown) => error);
    expect(asked).to.be.an.instanceOf(TypeError);
  });

  it("npm start refuses a second one on the same data, and says what to do", async () => {
    const second = start();
    expect(await second.ended()).to.not.equal(0);
    expect(second.output()).to.include("already runs").and.include("DATA_DIR=");
  });

  it("npm start names a port that is taken, and how to choose another", async () => {
    const other = await mkdtemp(join(tmpdir(), "join-start-"));
    const second = start({ DATA_DIR: other });
    expect(await second.ended()).to.not.equal(0);
    expect(second.output())
      .to.include(`PORT ${port} is in use`)
      .and.include(`PORT=${port + 1}`);
    await rm(other, { recursive: true, force: true });
  });

  it("npm start leaves no process behind when it is stopped", async () => {
    expect(processesOn(directory)).to.not.deep.equal([]);
    await running?.ended("SIGTERM");
    running = undefined;
    await everyOneGone(directory);
  });

  it('npm start leaves no process behind when it is stopped as soon as it says "Starting the database"', async () => {
    const stopped = start();
    await stopped.printed("Starting the database");
    await stopped.ended("SIGTERM");
    await everyOneGone(directory);
  });

  it("npm start finds its data again the second time, and its links lead to another port", async () => {
    const before = await demo();
    port = await freePort();
    running = start();
    await running.printed(ready);
    expect(running.output()).to.not.include("Loading the demo scheme");
    const { publicUrl, claimUrls, ...rest } = await demo();
    expect({ ...before, ...rest }).to.deep.equal(before);
    expect(publicUrl).to.equal(`http://localhost:${port}`);
    expect(claimUrls).to.have.length(before.claimUrls.length);
    const pages = await Promise.all(claimUrls.map(async (url) => (await fetch(url)).status));
    expect(new Set(pages)).to.deep.equal(new Set([200]));
    expect(running.output()).to.include(claimUrls[0]);
    const offer = await fetch(
      `http://localhost:${port}/api/v1/offers/${before.offers["dagskort"] ?? ""}`,
      { headers: { authorization: `Bearer ${before.navApiKey}` } },
    );
    expect(offer.status).to.equal(200);
  });

  it("npm start starts again after it was killed with its database still running", async () => {
    const pids = execFileSync("ps", ["-eo", "pid,args"]).toString().split("\n");
    const node = pids.filter((line) => line.includes("src/sandbox/start.mjs"));
    expect(node).to.not.deep.equal([]);
    const postgres = pids.find((line) => line.includes(`${directory}/postgres`)) ?? "";
    const parent = Number(
      execFileSync("ps", ["-o", "ppid=", "-p", String(parseInt(postgres))]).toString(),
    );
    process.kill(parent, "SIGKILL");
    await running?.ended();
    running = start();
    await running.printed(ready);
  });

  it(`npm start leaves no process behind when it is stopped as soon as it says "${ready}"`, async () => {
    await running?.ended("SIGTERM");
    running = undefined;
    await everyOneGone(directory);
  });
});
