// What `npm run storm` runs: installs what is missing, compiles the service, then the storm. Arguments go to it.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { installPackages, root } from "../../src/sandbox/install.mjs";
import { installPrograms } from "../support/install-programs.mjs";

process.chdir(root);
installPackages();
installPrograms(["redis-server"]);
const { compilePrograms } = await import("../support/compile-programs.mjs");
const folder = await compilePrograms();
const { status, signal } = spawnSync(
  process.execPath,
  ["--import", "tsx", "test/storm/main.ts", ...process.argv.slice(2)],
  { stdio: "inherit", env: { ...process.env, TEST_PROGRAMS: folder } },
);
rmSync(folder, { recursive: true, force: true });
process.exit(signal ? 1 : (status ?? 1));
