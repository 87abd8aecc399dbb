import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const projectRoot = fileURLToPath(new URL("../../", import.meta.url));

export interface ServiceProcess {
  /** All that it has printed. */
  output: () => string;
  /** Resolves once it has printed the text; rejects with its output when it ends before. */
  printed: (text: string) => Promise<void>;
  /** Sends the signal, if any, and resolves with the exit code. */
  ended: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** Runs a program of the project, or of another folder, as an operator would: its own process, its own environment. */
export function runService(
  command: string,
  args: string[],
  environment: Record<string, string>,
  cwd = projectRoot,
): ServiceProcess {
  const { PATH, HOME } = process.env;
  const child = spawn(command, args, {
    cwd,
    env: { PATH, HOME, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
    child.emit("printed");
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const exited = once(child, "close") as Promise<[number | null]>;
  return {
    output: () => output,
    printed: async (text) => {
      while (!output.includes(text)) {
        await Promise.race([once(child, "printed"), exited]);
        if (child.exitCode !== null && !output.includes(text)) throw new Error(output);
      }
    },
    ended: async (signal) => {
      if (signal) child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}
