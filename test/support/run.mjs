// What `npm test` runs: installs what is missing, then every test. Arguments go to mocha.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { installPackages, root } from "../../src/sandbox/install.mjs";
import { installPrograms } from "./install-programs.mjs";

process.chdir(root);
installPackages();
installPrograms();
console.log("Starting PostgreSQL and running the tests …");
const wanted = process.argv.slice(2);
const { status, signal } = spawnSync(
  process.execPath,
  [
    join("node_modules", "mocha", "bin", "mocha.js"),
    "--forbid-only",
    ...(wanted.length > 0 ? wanted : ["test/**/*.test.ts"]),
  ],
  { stdio: "inherit" },
);
process.exit(signal ? 1 : (status ?? 1));
