// What `npm start` runs, on a fresh clone with Node alone.
import { chdir } from "node:process";
import { installPackages, root } from "./install.mjs";

chdir(root);
installPackages();
const { register } = await import("tsx/esm/api");
register();
process.setSourceMapsEnabled(true);
process.argv[2] ??= "all";
await import("../main.ts");
