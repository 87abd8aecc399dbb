// The most memory that uploads at the same moment take.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { createApiKey } from "../../src/actions/integrations/create-api-key.ts";
import type { Pool } from "../../src/db/connect.ts";
import { anOffer, aTemplateDefinition } from "../support/builders.ts";
import { testDeps } from "../support/test-deps.ts";

const megabytes = (bytes: number) => bytes / 1024 ** 2;

/** Resident memory of the process's child that draws, in MB. */
function drawingMb(): number {
  const rows = execFileSync("ps", ["-o", "rss=,args=", "--ppid", String(process.pid)], {
    encoding: "utf8",
  });
  const drawing = rows.split("\n").filter((row) => row.includes("svg-process"));
  return drawing.reduce((sum, row) => sum + Number.parseInt(row, 10), 0) / 1024;
}

/** Posts the file's body at once with each of the keys, twice, and prints the statuses. */
const senders = `
  const [url, file, ...keys] = process.argv.slice(1);
  const body = require("node:fs").readFileSync(file);
  const send = (key) => fetch(url + "/api/v1/templates", {
    method: "POST", body,
    headers: { authorization: "Bearer " + key, "content-type": "multipart/form-data; boundary=many" },
  }).then(({ status }) => status);
  Promise.all([...keys, ...keys].map(send)).then((all) => console.log(all.join(", ")));`;

/** An icon of a large SVG, and a logo and a hero of nine megabytes that no compression makes smaller. */
async function largeBody(): Promise<Buffer> {
  const side = 1_750;
  const raw = { width: side, height: side, channels: 3 } as const;
  const noise = await sharp(randomBytes(side * side * 3), { raw })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const shapes = '<path d="M0 0L9 9"/>'.repeat(90_000);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${shapes}</svg>`;
  const part = (name: string, rest: string, content: Buffer | string) => [
    Buffer.from(`--many\r\nContent-Disposition: form-data; name="${name}"${rest}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from("\r\n"),
  ];
  return Buffer.concat([
    ...part("template", "", JSON.stringify(aTemplateDefinition)),
    ...part("icon", '; filename="icon.svg"\r\nContent-Type: image/svg+xml', svg),
    ...part("logo", '; filename="logo.png"\r\nContent-Type: image/png', noise),
    ...part("hero", '; filename="hero.png"\r\nContent-Type: image/png', noise),
    Buffer.from("--many--\r\n"),
  ]);
}

/** Twelve uploads at once by six providers: prints the memory of this process, which answers them, and its child's. */
export async function benchUploads(db: Pool, url: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "join-bench-uploads-"));
  try {
    const file = join(directory, "body");
    const body = await largeBody();
    await writeFile(file, body);
    const keys: string[] = [];
    while (keys.length < 6) {
      const { providerId } = await anOffer(db);
      const owner = { role: "provider", providerId, name: "bench" } as const;
      keys.push((await createApiKey(testDeps(db), owner)).key);
    }
    const before = megabytes(process.memoryUsage.rss());
    let [most, drawing] = [before, 0];
    const timer = setInterval(() => {
      most = Math.max(most, megabytes(process.memoryUsage.rss()));
      drawing = Math.max(drawing, drawingMb());
    }, 100);
    const sending = spawn(process.execPath, ["-e", senders, url, file, ...keys]);
    let statuses = "";
    sending.stdout.on("data", (text: Buffer) => (statuses += text.toString()));
    await once(sending, "close");
    clearInterval(timer);
    console.log(
      `\nTwelve uploads of ${megabytes(body.length).toFixed(0)} MB at once (${statuses.trim()}): from ${before.toFixed(0)} to ${most.toFixed(0)} MB, the drawing process ${drawing.toFixed(0)} MB.`,
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
