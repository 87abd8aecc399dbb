// Entry point of `npm start`; on a fresh clone it runs with Node alone.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { chdir } from "node:process";
import { pathToFileURL } from "node:url";
import { installPackages, root } from "./install.mjs";

// npm and its shell do not forward signals: when the parent has ended, this process stops itself.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
}, 500).unref();

chdir(root);
installPackages();
const { compile } = await import("./compile.mjs");
const folder = await compile(["src/main.ts"]);
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.setSourceMapsEnabled(true);
process.argv[2] ??= "all";
await import(pathToFileURL(join(folder, "src/main.mjs")).href);
