import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * Imports a browser script with what it imports, the domain's modules and packages among them. Browser
 * scripts have their own type-check (tsconfig.browser.json), which this one cannot import from.
 */
export async function clientModule(file: string): Promise<unknown> {
  const path = fileURLToPath(new URL(`../../src/views/client/${file}`, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "error",
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return import(`data:text/javascript;base64,${code}`) as Promise<unknown>;
}
