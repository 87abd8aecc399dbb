import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** The one function of esbuild that is used; it is no dependency of a built service. */
interface Compiler {
  transformSync(source: string, options: { loader: "ts" }): { code: string };
}

/**
 * Replaces a module's imports by the URLs of the files of that name: `./door-view.js`,
 * `../../domain/period.ts`, and of a package `@noble/ed25519`, which is `ed25519.js`.
 */
export const linkModule = (source: string, urlOf: (file: string) => string): string =>
  source.replace(
    /(?<=(?: from|^import) ")[@.][^";]*\/([\w-]+)(?:\.[jt]s)?(?=";)/gm,
    (_, name: string) => urlOf(`${name}.js`),
  );

/**
 * Returns a module of the domain as JavaScript, so that browsers run the same rule as the service: the
 * built file, or else its source without types.
 */
export function domainModule(name: string): string {
  const built = new URL(`../../domain/${name}.js`, import.meta.url);
  if (existsSync(built)) return readFileSync(built, "utf8");
  const source = readFileSync(new URL(`../../domain/${name}.ts`, import.meta.url), "utf8");
  const compiler = createRequire(import.meta.url)("esbuild") as Compiler;
  return compiler.transformSync(source, { loader: "ts" }).code;
}
