import { execFileSync } from "node:child_process";
import { randomBytes, sign } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate as turn, setTimeout as sleep } from "node:timers/promises";
import { KeyRing } from "../../src/key-ring.ts";
import {
  developmentCertificates,
  type DevelopmentCertificates,
} from "../../src/sandbox/certificates.ts";
import { loadCertificates } from "../support/load-certificates.ts";
import { createAppleWallet } from "../../src/wallets/apple/create-apple-wallet.ts";
import { passkitTicket } from "../support/passkit-ticket.ts";
import { aContent, aPng, aTicketState } from "../support/ticket-content.ts";

interface Figures {
  perSecond: number;
  /** Of the whole process, libuv's threads included. */
  cpuMs: number;
  /** The longest time in which the event loop could do nothing else. */
  stallMs: number;
}

interface Contender {
  what: string;
  /** To how many the process is held. */
  cores: number;
  inFlight: number;
  work: (n: number) => unknown;
  /** What it is to be compared with: other contenders, by name. */
  peer?: string;
  bare?: string;
}

export interface StampRow extends Figures {
  what: string;
  /** How many times passkit-generator's rate, and which part of what bare signing allows. */
  ofPeer?: number;
  ofBare?: number;
}

const rounds = 5;
const roundMs = 1000;

const allCores = availableParallelism();

/** Holds every thread of this process to so many cores. `taskset` is part of util-linux. */
function holdTo(cores: number): void {
  execFileSync("taskset", ["-a", "-c", "-p", `0-${cores - 1}`, String(process.pid)]);
}

/** Runs the work over and over, `inFlight` at a time. */
async function measure({ cores, inFlight, work }: Contender): Promise<Figures> {
  holdTo(cores);
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  await sleep(20);
  monitor.enable();
  const startedAt = performance.now();
  const startedCpu = process.cpuUsage();
  let done = 0;
  const lane = async () => {
    while (performance.now() < startedAt + roundMs) {
      await work(done);
      done += 1;
      // Whoever is synchronous gives the loop a turn after each ticket, as a server would.
      if (inFlight === 1) await turn();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const elapsed = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(startedCpu);
  monitor.disable();
  return {
    perSecond: done / elapsed,
    cpuMs: (user + system) / 1000 / done,
    stallMs: monitor.max / 1e6,
  };
}

/** Whatever else the machine does can only make a figure worse. */
const best = {
  perSecond: (values: number[]) => Math.max(...values),
  cpuMs: (values: number[]) => Math.min(...values),
  stallMs: (values: number[]) => Math.min(...values),
};

/** Images that make the whole package as large as asked for: a PNG's head, then noise. */
async function imagesOf(packageBytes: number): Promise<Map<string, Buffer>> {
  const icon = await aPng(38, 38);
  const head = (await aPng(375, 98)).subarray(0, 33);
  const noise = randomBytes(packageBytes - icon.length - 8_500);
  return new Map([
    ["icon.png", icon],
    ["strip.png", Buffer.concat([head, noise])],
  ]);
}

async function contenders(certificates: DevelopmentCertificates): Promise<Contender[]> {
  const wallet = createAppleWallet(certificates, {
    keyRing: new KeyRing([{ id: "bench", secret: Buffer.alloc(32, 1) }]),
    publicUrl: "https://tickets.example",
  });
  const { key } = loadCertificates(certificates, new Date());
  const onOne = { cores: 1, inFlight: 1 };
  const onAll = { cores: allCores, inFlight: allCores * 6 };
  const message = Buffer.alloc(106, 7);
  const bareOne = "bare RSA-2048, one core";
  const bareAll = `bare RSA-2048, ${allCores} cores`;
  const signAsync = () =>
    new Promise<void>((resolve, reject) => {
      sign("sha256", message, key, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  const content = aContent();
  const ticket = (n: number) => aTicketState({ serialNumber: `serial-number-${n}`, usesLeft: n });
  const ofSize = async (size: number): Promise<Contender[]> => {
    const images = await imagesOf(size);
    const compiled = wallet.compile(content, images, "nb", false);
    const stamp = (n: number) => wallet.stamp(compiled, ticket(n), new Date());
    const name = `${size / 1000} KB`;
    const peer = `passkit-generator, ${name}`;
    const byPasskit = (n: number) =>
      passkitTicket(certificates, content, images, "nb", ticket(n), {
        url: "https://tickets.example/apple",
        token: wallet.authenticationToken({ ...ticket(n), tokenKeyId: null }),
      }).getAsBuffer();
    return [
      { what: peer, ...onOne, work: byPasskit },
      { what: `ours, ${name}, one core`, ...onOne, inFlight: 6, work: stamp, peer, bare: bareOne },
      { what: `ours, ${name}, ${allCores} cores`, ...onAll, work: stamp, peer, bare: bareAll },
    ];
  };
  return [
    { what: bareOne, ...onOne, work: () => sign("sha256", message, key) },
    { what: bareAll, ...onAll, work: signAsync },
    ...(await ofSize(200_000)),
    ...(await ofSize(20_000)),
  ];
}

/**
 * Tickets stamped a second: ours against passkit-generator from images in memory and against bare
 * RSA-2048 signing in the same process. The best of rounds taken in turn, so that whatever else the
 * machine does falls on all of them. On one core the whole process is held to it: the threads that
 * sign cannot help themselves to another.
 */
export async function benchStamp(): Promise<StampRow[]> {
  const directory = await mkdtemp(join(tmpdir(), "join-bench-"));
  try {
    const all = await contenders(await developmentCertificates(directory));
    const measured = new Map<string, Figures[]>(all.map(({ what }) => [what, []]));
    for (const contender of all) await contender.work(0);
    for (let round = 0; round < rounds; round += 1) {
      for (const contender of all) {
        measured.get(contender.what)?.push(await measure(contender));
      }
    }
    const figure = (what: string, name: keyof Figures) =>
      best[name]((measured.get(what) ?? []).map((figures) => figures[name]));
    return all.map(({ what, peer, bare }) => {
      const ratio = (other: string | undefined) =>
        other === undefined ? undefined : figure(what, "perSecond") / figure(other, "perSecond");
      const [ofPeer, ofBare] = [ratio(peer), ratio(bare)];
      return {
        what,
        perSecond: figure(what, "perSecond"),
        cpuMs: figure(what, "cpuMs"),
        stallMs: figure(what, "stallMs"),
        ...(ofPeer !== undefined && { ofPeer }),
        ...(ofBare !== undefined && { ofBare }),
      };
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Prints the table. */
export async function run(): Promise<void> {
  const rows = await benchStamp();
  const cells = ({ what, perSecond, cpuMs, ofPeer, ofBare, stallMs }: StampRow) => [
    what,
    perSecond.toFixed(perSecond < 100 ? 1 : 0),
    cpuMs.toFixed(2),
    ofPeer === undefined ? "" : `${ofPeer.toFixed(0)}×`,
    ofBare === undefined ? "" : `${(100 * ofBare).toFixed(0)} %`,
    `${stallMs.toFixed(0)} ms`,
  ];
  console.log("| | passes/s | CPU ms | × passkit-generator | of bare signing | longest stall |");
  console.log("| --- | --: | --: | --: | --: | --: |");
  for (const row of rows) console.log(`| ${cells(row).join(" | ")} |`);
}
