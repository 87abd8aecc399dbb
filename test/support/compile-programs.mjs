import { compile } from "../../src/sandbox/compile.mjs";

/** What tests start as processes of their own. */
const programs = [
  "src/cli/audit.ts",
  "src/cli/certs.ts",
  "src/cli/draw.ts",
  "src/cli/google.ts",
  "src/cli/keys.ts",
  "src/cli/scheme.ts",
  "src/cli/texts.ts",
  "src/main.ts",
  "test/support/allocating-child.ts",
  "test/support/revealing-child.ts",
  "test/support/idempotent-child.ts",
  "test/support/names-here.ts",
  "test/support/worker-process.ts",
];

/** Compiles the programs and the further entry points into a new folder, as `compile` does, and resolves with it. */
export const compilePrograms = (further = []) => compile([...programs, ...further]);
