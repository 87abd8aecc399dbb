import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The compiled program of a source file, for `node`. */
export function compiled(source: URL): string {
  const folder = process.env["TEST_PROGRAMS"];
  if (folder === undefined) throw new Error("The programs are compiled by mocha's global setup.");
  const path = fileURLToPath(source).slice(root.length);
  return join(folder, path.replace(/\.ts$/, ".mjs"));
}
