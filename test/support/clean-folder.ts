import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);
const sources = [
  ...["package.json", "package-lock.json", ".npmrc", "tsconfig.json", "tsconfig.build.json"],
  ...["src", "migrations", "templates", "docs"],
];

/**
 * A folder with the sources and, in place of what `npm ci --include=dev` fetches, links to the packages that are
 * installed here. Removing a package there removes no file here.
 */
export async function createCleanFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "join-clean-"));
  await run("cp", ["-a", ...sources, path], { cwd: root });
  const packages = join(path, "node_modules");
  await mkdir(packages);
  const cwd = join(root, "node_modules");
  const names = (await readdir(cwd)).filter((name) => name !== ".cache");
  const copy = (how: string) => run("cp", [how, ...names, packages], { cwd });
  // Another file system takes no links.
  await copy("-al").catch(() => copy("-a"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
