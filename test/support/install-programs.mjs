// Plain JavaScript on Node alone: it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Debian's package for each program that tests and benches start. */
const packages = {
  chromium: "chromium",
  "chromium-headless-shell": "chromium-headless-shell",
  "redis-server": "redis-server",
  pgbouncer: "pgbouncer",
  haproxy: "haproxy",
  pg_ctlcluster: "postgresql",
  openssl: "openssl",
  curl: "curl",
  unzip: "unzip",
  zbarimg: "zbar-tools",
  pdftotext: "poppler-utils",
  pdfinfo: "poppler-utils",
  pdftoppm: "poppler-utils",
};

/** Faster than what the tests use without it; only Debian has it. */
const optional = "chromium-headless-shell";

// Debian keeps what serves in /usr/sbin, which is not in every user's PATH.
const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin"];
const isInstalled = (program) => folders.some((folder) => existsSync(join(folder, program)));

const packagesOf = (programs) => programs.map((program) => packages[program]);

/** Installs with apt-get what is missing; where it cannot, names it and exits with 1. */
export function installPrograms(programs = Object.keys(packages)) {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length > 0 && process.getuid?.() === 0 && isInstalled("apt-get")) {
    console.log(`Installing ${missing.join(", ")} (apt-get) …`);
    const run = (...command) =>
      spawnSync("apt-get", command, {
        stdio: ["ignore", "ignore", "inherit"],
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    run("update", "-qq");
    // One by one: a package that this system lacks keeps no other out.
    for (const name of packagesOf(missing)) {
      run("install", "-y", "-qq", "--no-install-recommends", name);
    }
  }
  const still = missing.filter((program) => program !== optional && !isInstalled(program));
  if (still.length === 0) return;
  console.error(`${still.join(", ")} must be installed. On Debian or Ubuntu:`);
  console.error(`  sudo apt-get install ${packagesOf(still).join(" ")}`);
  process.exit(1);
}
