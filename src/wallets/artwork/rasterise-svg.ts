/** An SVG drawn in a process of its own: https://www.w3.org/TR/SVG2/secure.html */
import { fork, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { LRUCache } from "lru-cache";
import pLimit from "p-limit";

const program = fileURLToPath(new URL("svg-process.mjs", import.meta.url));
const patienceMs = 5_000;

interface Drawing {
  /** The longest side, in pixels. */
  side: number;
  maxPixels: number;
}

type Answer = { png: Uint8Array } | { fault: string };

/** Previews of a template that is being edited draw the same pictures again and again. */
const latest = new LRUCache<string, Promise<Buffer>>({ max: 24 });
const oneAtATime = pLimit(1);

/**
 * The SVG as a PNG whose longest side is about `side`. Parts that name each other and filters can keep
 * the drawing library busy for years, and nothing stops it but the end of its process: after five
 * seconds. That process gets no secret along. One is drawn after the other, so tickets do not wait for
 * them. Rejects with the library's words, or "timeout".
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

/** Stays for the next drawing; keeps nobody from ending, and ends with whoever started it. */
function start(): ChildProcess {
  const child = fork(program, {
    env: {},
    execArgv: [],
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
    const timer = setTimeout(stop, patienceMs, "timeout");
    const gone = () => {
      stop("the drawing ended its process");
    };
    const done = (answer: Answer) => {
      clearTimeout(timer);
      child.off("message", done).off("exit", gone).off("error", gone);
      if ("png" in answer) resolve(Buffer.from(answer.png));
      else reject(new Error(answer.fault));
    };
    child.on("message", done).once("exit", gone).once("error", gone);
    child.send({ svg, side, limitInputPixels: maxPixels });
  });
}
