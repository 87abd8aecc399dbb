// What `npm run bench` runs: installs what is missing, then the benches. Arguments go to them.
import { spawnSync } from "node:child_process";
import { installPackages, root } from "../../src/sandbox/install.mjs";
import { installPrograms } from "../support/install-programs.mjs";

process.chdir(root);
installPackages();
installPrograms(["redis-server"]);
const { status, signal } = spawnSync(
  process.execPath,
  ["--import", "tsx", "test/bench/main.ts", ...process.argv.slice(2)],
  { stdio: "inherit" },
);
process.exit(signal ? 1 : (status ?? 1));
