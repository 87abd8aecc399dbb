import { mkdir, mkdtemp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What tests start as processes of their own. */
const programs = [
  "src/cli/certs.ts",
  "src/cli/google.ts",
  "src/cli/scheme.ts",
  "test/support/allocating-child.ts",
  "test/support/idempotent-child.ts",
  "test/support/names-here.ts",
  "test/support/worker-process.ts",
];

/** Files beside a source are still found from it, though the compiled code lies elsewhere. */
const ownAddress: esbuild.Plugin = {
  name: "own address",
  setup: (build) => {
    build.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const address = JSON.stringify(pathToFileURL(path).href);
      return {
        contents: source.replaceAll("import.meta.url", address),
        loader: path.endsWith("x") ? "tsx" : "ts",
      };
    });
  },
};

/**
 * Compiles the programs once for a run, into a new folder, which it resolves with. Through tsx each
 * start of one would take seconds of processor time.
 */
export async function compilePrograms(): Promise<string> {
  const cache = join(root, "node_modules", ".cache");
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(join(cache, "test-programs-"));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: programs,
    outdir,
    outbase: root,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    sourcemap: "linked",
    plugins: [ownAddress],
    logLevel: "error",
  });
  return outdir;
}

/** The compiled program of a source file, for `node`. */
export function compiled(source: URL): string {
  const folder = process.env["TEST_PROGRAMS"];
  if (folder === undefined) throw new Error("The programs are compiled by mocha's global setup.");
  const path = fileURLToPath(source).slice(root.length);
  return join(folder, path.replace(/\.ts$/, ".mjs"));
}
