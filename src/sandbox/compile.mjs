import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { root } from "./install.mjs";

/** A process of its own, and what starts it: compiled, it is found from there. */
const program = "src/views/pdf/pdf-process.ts";
const starter = "src/views/pdf/draw-pdf.ts";

/** Files beside a source are still found from it, though the compiled code lies elsewhere. */
const ownAddress = {
  name: "own address",
  setup: (build) => {
    build.onLoad({ filter: /\.(tsx?|mjs)$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const place =
        relative(root, path) === starter
          ? join(build.initialOptions.outdir, starter.replace(/ts$/, "mjs"))
          : path;
      const address = JSON.stringify(pathToFileURL(place).href);
      return {
        contents: source.replaceAll(/\bimport\.meta\.url\b/g, () => address),
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

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Removes what processes left that were killed. */
async function removeLeftovers(cache) {
  for (const name of await readdir(cache)) {
    const pid = /^compiled-(\d+)-/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid)))
      await rm(join(cache, name), { recursive: true, force: true });
  }
}

/**
 * Compiles entry points, given as paths from the project's root, into a new folder and resolves with it;
 * `src/cli/certs.ts` becomes `src/cli/certs.mjs` in it. Through tsx a process needs several times as long to
 * load. The caller removes the folder.
 */
export async function compile(entryPoints) {
  const cache = join(root, "node_modules", ".cache");
  await mkdir(cache, { recursive: true });
  await removeLeftovers(cache);
  const outdir = await mkdtemp(join(cache, `compiled-${process.pid}-`));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [...entryPoints, program],
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
  // Its process would stay as long as this one.
  await esbuild.stop();
  return outdir;
}
