/** Draws PDFs in a child process, which has a limit of memory and time. */
import { fork, type ChildProcess } from "node:child_process";
import { dirname, extname } from "node:path";
import { fileURLToPath } from "node:url";
import pLimit from "p-limit";
import { AppError } from "../../errors.ts";
import type { PdfAnswer, PdfOrder } from "./pdf-process.ts";

/** Source, built or compiled, as this file is. */
const ownProgram = fileURLToPath(
  new URL(`pdf-process${extname(import.meta.url)}`, import.meta.url),
);
/** What runs TypeScript in development, found from the program's folder. */
const loaderOf = (program: string) => (program.endsWith(".ts") ? ["--import=tsx"] : []);

/** @internal */
export function createPdfDrawer({
  program = ownProgram,
  timeoutMs = 20_000,
  maxWaiting = 20,
  maxMegabytes = 192,
} = {}) {
  const oneAtATime = pLimit(1);
  let running: ChildProcess | undefined;

  /** It stays for the next PDF, does not keep the parent alive, and ends with it. */
  function start(): ChildProcess {
    const child = fork(program, {
      env: {},
      cwd: dirname(program),
      execArgv: [...loaderOf(program), `--max-old-space-size=${maxMegabytes}`],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    child.unref();
    child.channel?.unref();
    const forget = () => {
      if (running === child) running = undefined;
    };
    return child.once("exit", forget).on("error", forget);
  }

  const drawNext = (order: PdfOrder): Promise<Buffer> => {
    const child = (running ??= start());
    return new Promise((resolve, reject) => {
      const finish = (answer: PdfAnswer) => {
        clearTimeout(timer);
        child.off("message", finish).off("exit", gone).off("error", gone);
        if ("pdf" in answer) resolve(Buffer.from(answer.pdf));
        else reject(new Error(`The PDF was not drawn: ${answer.fault}`));
      };
      const gone = () => {
        child.kill("SIGKILL");
        running = undefined;
        finish({ fault: "its process ended" });
      };
      const timer = setTimeout(gone, timeoutMs);
      child.on("message", finish).once("exit", gone).once("error", gone);
      child.send(order);
    });
  };

  return async (order: PdfOrder): Promise<Buffer> => {
    if (oneAtATime.activeCount + oneAtATime.pendingCount > maxWaiting) {
      throw new AppError("unavailable", "Too much is being drawn; repeat this in a moment.");
    }
    return oneAtATime(() => drawNext(order));
  };
}

/**
 * Draws a PDF beside the event loop, one at a time. Throws AppError("unavailable") when twenty wait, and
 * rejects when the drawing takes twenty seconds or 192 MB.
 */
export const drawPdf = createPdfDrawer();
