// What `npm test` runs: installs what is missing, compiles the tests, then runs them. Arguments go to mocha.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installPackages, root } from "../../src/sandbox/install.mjs";
import { installPrograms } from "./install-programs.mjs";

process.chdir(root);
installPackages();
installPrograms();

const { compilePrograms } = await import("./compile-programs.mjs");
const folder = await compilePrograms(["test/**/*.test.ts", "test/support/global.ts"]);

/** Sources by their compiled files: `test/a.test.ts`, `test/http/**`. */
const compiled = (argument) =>
  /^(\.\/)?test\b/.test(argument) ? join(folder, argument.replace(/\.tsx?$/, ".mjs")) : argument;
const config = JSON.parse(readFileSync(".mocharc.json", "utf8"));
const configFile = join(folder, "mocharc.json");
writeFileSync(
  configFile,
  JSON.stringify({
    ...config,
    "node-option": config["node-option"].filter((option) => option !== "import=tsx"),
    require: config.require.map((path) => (path.endsWith(".ts") ? compiled(path) : path)),
  }),
);
// Ctrl-C ends mocha; this process then removes the folder.
process.on("SIGINT", () => undefined);
console.log("Starting PostgreSQL and running the tests …");
const wanted = process.argv.slice(2).map(compiled);
const { status, signal } = spawnSync(
  process.execPath,
  [
    join("node_modules", "mocha", "bin", "mocha.js"),
    "--config",
    configFile,
    "--forbid-only",
    ...(wanted.length > 0 ? wanted : [compiled("test/**/*.test.ts")]),
  ],
  { stdio: "inherit", env: { ...process.env, TEST_PROGRAMS: folder } },
);
rmSync(folder, { recursive: true, force: true });
process.exit(signal ? 1 : (status ?? 1));
