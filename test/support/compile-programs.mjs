import { mkdir, mkdtemp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { root } from "../../src/sandbox/install.mjs";

/** What tests start as processes of their own. */
const programs = [
  "src/cli/audit.ts",
  "src/cli/certs.ts",
  "src/cli/draw.ts",
  "src/cli/google.ts",
  "src/cli/keys.ts",
  "src/cli/scheme.ts",
  "src/cli/texts.ts",
  "src/main.ts",
  "test/support/allocating-child.ts",
  "test/support/revealing-child.ts",
  "test/support/idempotent-child.ts",
  "test/support/names-here.ts",
  "test/support/worker-process.ts",
];

/** Files beside a source are still found from it, though the compiled code lies elsewhere. */
const ownAddress = {
  name: "own address",
  setup: (build) => {
    build.onLoad({ filter: /\.(tsx?|mjs)$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const address = JSON.stringify(pathToFileURL(path).href);
      return {
        contents: source.replaceAll(/\bimport\.meta\.url\b/g, address),
        loader: /tsx?$/.exec(path)?.[0] ?? "js",
      };
    });
  },
};

/** Packages stay outside, but for two whose indexes load thousands of modules: of those, what is used. */
const packages = {
  name: "packages",
  setup: (build) => {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      const isInside = kind === "entry-point" || /^@navikt\/(ds-react|aksel-icons)$/.test(path);
      return isInside ? undefined : { path, external: true };
    });
  },
};

/**
 * Compiles the programs and the further entry points, given as paths from the project's root, into a new
 * folder and resolves with it; `src/cli/certs.ts` becomes `src/cli/certs.mjs` in it. Through tsx a process
 * needs several times as long to load.
 */
export async function compilePrograms(further = []) {
  const cache = join(root, "node_modules", ".cache");
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(join(cache, "compiled-"));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [...programs, ...further],
    outdir,
    outbase: root,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    sourcemap: "linked",
    sourcesContent: false,
    plugins: [ownAddress, packages],
    logLevel: "error",
  });
  return outdir;
}
