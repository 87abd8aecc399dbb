/** Rasterises SVGs in a child process: https://www.w3.org/TR/SVG2/secure.html */
import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { LRUCache } from "lru-cache";
import pLimit from "p-limit";

const program = fileURLToPath(new URL("svg-process.mjs", import.meta.url));
/** For a process that no longer counts its own time. */
const timeoutMs = 30_000;
const timeout = "timeout";
/** Of written memory, the libraries' included, which no option of Node's bounds. */
const maxKilobytes = 512 * 1024;
const limited = `ulimit -d ${maxKilobytes}; exec "$0" "$@"`;

interface Drawing {
  /** The longest side, in pixels. */
  side: number;
  maxPixels: number;
}

type Answer = { png: Uint8Array } | { fault: string };

/** Repeated previews of a template in work rasterise the same SVGs. */
const latest = new LRUCache<string, Promise<Buffer>>({ max: 24 });
const oneAtATime = pLimit(1);

/**
 * Rasterises an SVG to a PNG whose longest side is about `side`. Self-references and filters can keep the
 * library busy without end, and only the end of its process stops it, so a child process without secrets
 * does it, with at most 512 MB, and is killed after five seconds of processor time. It works on one SVG at a
 * time, so that tickets do not wait.
 * Rejects with the library's message, or "timeout".
 */
export function rasteriseSvg(svg: Buffer, drawn: Drawing): Promise<Buffer> {
  const key = createHash("sha256").update(JSON.stringify(drawn)).update(svg).digest("hex");
  const known = latest.get(key);
  if (known) return known;
  const png = oneAtATime(() => drawNext(svg, drawn));
  latest.set(key, png);
  png.catch(() => latest.delete(key));
  return png;
}

let draughtsman: ChildProcess | undefined;

/** Starts the child process. It stays for the next SVG, does not keep the parent alive, and ends with it. */
function start(): ChildProcess {
  // Other systems than Linux take the limit and do not hold it.
  const child = spawn("/bin/sh", ["-c", limited, process.execPath, program], {
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  child.unref();
  child.channel?.unref();
  const forget = () => {
    if (draughtsman === child) draughtsman = undefined;
  };
  return child.once("exit", forget).on("error", forget);
}

function drawNext(svg: Buffer, { side, maxPixels }: Drawing): Promise<Buffer> {
  const child = (draughtsman ??= start());
  return new Promise((resolve, reject) => {
    const stop = (reason: string) => {
      child.kill("SIGKILL");
      draughtsman = undefined;
      done({ fault: reason });
    };
    const timer = setTimeout(stop, timeoutMs, timeout);
    const gone = () => {
      stop("the drawing ended its process");
    };
    const take = (answer: Answer) => {
      if ("fault" in answer && answer.fault === timeout) stop(timeout);
      else done(answer);
    };
    const done = (answer: Answer) => {
      clearTimeout(timer);
      child.off("message", take).off("exit", gone).off("error", gone);
      if ("png" in answer) resolve(Buffer.from(answer.png));
      else reject(new Error(answer.fault));
    };
    child.on("message", take).once("exit", gone).once("error", gone);
    child.send({ svg, side, limitInputPixels: maxPixels });
  });
}
