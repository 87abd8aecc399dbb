import { spawn, type ChildProcess } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { compiled } from "../support/compiled.ts";

const program = new URL("../../src/main.ts", import.meta.url);

/** One process of the service under a supervisor, which starts it again whenever it ends. */
export interface Supervised {
  /** Resolves once it has said for the first time that it is ready. */
  ready: Promise<void>;
  signal: (signal: "SIGKILL" | "SIGSTOP" | "SIGCONT") => void;
  stop: () => Promise<void>;
}

export function supervise(mode: "api" | "worker", environment: Record<string, string>): Supervised {
  let child: ChildProcess | undefined;
  const life = { isStopping: false };
  let output = "";
  const signs = new EventEmitter();
  const ready = once(signs, "ready");
  const end = () => child?.kill("SIGKILL");
  process.once("exit", end);
  const loop = (async () => {
    while (!life.isStopping) {
      child = spawn(process.execPath, [compiled(program), mode], {
        env: { PATH: process.env["PATH"], ...environment },
        stdio: ["ignore", "pipe", "pipe"],
      });
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on("data", (chunk: Buffer) => {
          output = (output + chunk.toString()).slice(-4_000);
          if (output.includes(`Ready: ${mode}`)) signs.emit("ready");
        });
      }
      await once(child, "close");
      await sleep(200);
    }
  })();
  return {
    ready: Promise.race([
      ready.then(() => undefined),
      sleep(120_000, undefined, { ref: false }).then(() => {
        throw new Error(`A process (${mode}) did not become ready:\n${output}`);
      }),
    ]),
    signal: (signal) => {
      child?.kill(signal);
    },
    stop: async () => {
      life.isStopping = true;
      child?.kill("SIGKILL");
      await loop;
      process.off("exit", end);
    },
  };
}
