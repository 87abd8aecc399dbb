// What `npm test` runs: installs what is missing, then every test. Arguments go to mocha.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installPackages, root } from "../../src/sandbox/install.mjs";

/** Programs of others that judge or serve in the tests, and Debian's package for each. */
const programs = {
  chromium: "chromium",
  "redis-server": "redis-server",
  openssl: "openssl",
  curl: "curl",
  unzip: "unzip",
  zbarimg: "zbar-tools",
};

const isInstalled = (program) =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

function installPrograms() {
  const missing = Object.keys(programs).filter((program) => !isInstalled(program));
  if (missing.length === 0) return;
  const packages = missing.map((program) => programs[program]);
  console.log(`Installing ${missing.join(", ")} (apt-get) …`);
  if (process.getuid?.() === 0 && isInstalled("apt-get")) {
    const run = (...command) =>
      spawnSync("apt-get", command, {
        stdio: ["ignore", "ignore", "inherit"],
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    run("update", "-qq");
    run("install", "-y", "-qq", "--no-install-recommends", ...packages);
  }
  const still = missing.filter((program) => !isInstalled(program));
  if (still.length === 0) return;
  console.error(`The tests need ${still.join(", ")}. On Debian or Ubuntu:`);
  console.error(`  sudo apt-get install ${still.map((program) => programs[program]).join(" ")}`);
  process.exit(1);
}

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
