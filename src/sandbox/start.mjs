// Entry point of `npm start`; on a fresh clone it runs with Node alone.
import { chdir } from "node:process";
import { installPackages, root } from "./install.mjs";

// npm and its shell do not forward signals: when the parent has ended, this process stops itself.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
}, 500).unref();

chdir(root);
installPackages();
const { register } = await import("tsx/esm/api");
register();
process.setSourceMapsEnabled(true);
process.argv[2] ??= "all";
await import("../main.ts");
