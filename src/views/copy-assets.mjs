// The last step of `npm run build`: what is needed besides compiled code, and nothing of the sandbox.
import { cpSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

for (const folder of ["styles", "fonts", "client", "icons", "badges"]) {
  cpSync(join("src/views", folder), join("dist/views", folder), {
    recursive: true,
    filter: (file) => statSync(file).isDirectory() || !/\.tsx?$/.test(file),
  });
}
cpSync("src/wallets/artwork/svg-process.mjs", "dist/wallets/artwork/svg-process.mjs");
cpSync("src/http/api/table-thread.mjs", "dist/http/api/table-thread.mjs");
rmSync("dist/sandbox", { recursive: true, force: true });
