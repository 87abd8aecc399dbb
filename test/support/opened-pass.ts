import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A package as `unzip` sees it. */
export interface OpenedPass {
  /** What `unzip -t` said. */
  verdict: string;
  /** Entry names as they stand in the zip, directories and doubles included. */
  names: string[];
  files: Map<string, Buffer>;
  passJson: Record<string, unknown>;
  manifest: Record<string, string>;
}

/** Runs the work in a folder of its own, which is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "join-pass-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lets Info-ZIP test and open the zip. Rejects when it finds a fault. */
export async function unzipped(
  zip: Uint8Array,
): Promise<Pick<OpenedPass, "verdict" | "names" | "files">> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, "a.zip"), zip);
    // One process for the three: starting one from a large process takes longer than unzip does.
    const three = "unzip -t a.zip > verdict && unzip -Z1 a.zip > names && unzip -q -o a.zip -d out";
    await run("sh", ["-c", three], { cwd: folder });
    const verdict = await readFile(join(folder, "verdict"), "utf8");
    const names = (await readFile(join(folder, "names"), "utf8")).split("\n").filter(Boolean);
    const entries = await readdir(join(folder, "out"), { recursive: true, withFileTypes: true });
    const files = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(async (entry): Promise<[string, Buffer]> => {
          const full = join(entry.parentPath, entry.name);
          return [full.slice(join(folder, "out/").length), await readFile(full)];
        }),
    );
    return { verdict, names, files: new Map(files) };
  });
}

/** Opens a `.pkpass` given as one buffer or as pieces. */
export async function openPass(
  zip: Uint8Array | { pieces: readonly Uint8Array[] },
): Promise<OpenedPass> {
  const opened = await unzipped("pieces" in zip ? Buffer.concat(zip.pieces) : zip);
  const json = (name: string): unknown =>
    JSON.parse(opened.files.get(name)?.toString("utf8") ?? "null");
  return {
    ...opened,
    passJson: json("pass.json") as OpenedPass["passJson"],
    manifest: json("manifest.json") as OpenedPass["manifest"],
  };
}

/** Whether OpenSSL takes the signature for one over these bytes, by a certificate under the root. */
export async function opensslAccepts(
  signature: Uint8Array,
  content: Uint8Array,
  rootPem: string,
): Promise<boolean> {
  return inFolder(async (folder) => {
    const path = (name: string) => join(folder, name);
    await writeFile(path("signature"), signature);
    await writeFile(path("content"), content);
    await writeFile(path("root.pem"), rootPem);
    const asked = `smime -verify -purpose any -inform DER -in ${path("signature")}
      -content ${path("content")} -CAfile ${path("root.pem")} -binary -out /dev/null`;
    try {
      await run("openssl", asked.split(/\s+/));
      return true;
    } catch {
      return false;
    }
  });
}

/** What OpenSSL prints of a CMS structure. */
export async function opensslPrint(signature: Uint8Array): Promise<string> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, "signature"), signature);
    const asked = ["cms", "-cmsout", "-print", "-inform", "DER", "-in", join(folder, "signature")];
    const { stdout } = await run("openssl", asked, { maxBuffer: 10_000_000 });
    return stdout;
  });
}

/** Reads a strings file as Apple's format says, by rules of its own. */
export function readStrings(bytes: Buffer): Map<string, string> {
  const unescape: Record<string, string> = { n: "\n", r: "\r", '"': '"', "\\": "\\" };
  const plain = (text = "") =>
    text.replace(/\\(.)/gs, (_all, next: string) => unescape[next] ?? next);
  const text = bytes.toString("utf8");
  const pair = /"((?:[^"\\]|\\.)*)"\s*=\s*"((?:[^"\\]|\\.)*)"\s*;/gs;
  const pairs = [...text.matchAll(pair)];
  if (text.replace(pair, "").trim() !== "") throw new Error("More than pairs in the strings file.");
  return new Map(pairs.map(([, key, value]) => [plain(key), plain(value)]));
}
