// The last step of `npm run build`: what the pages need besides code, and nothing of the sandbox.
import { cpSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

for (const folder of ["styles", "fonts", "client", "badges"]) {
  cpSync(join("src/views", folder), join("dist/views", folder), {
    recursive: true,
    filter: (file) => statSync(file).isDirectory() || !/\.tsx?$/.test(file),
  });
}
rmSync("dist/sandbox", { recursive: true, force: true });
