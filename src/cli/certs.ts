// npm run certs -- request | install FILE.cer | check
import { parseArgs } from "node:util";
import { check } from "./certs/check.ts";
import { install } from "./certs/install.ts";
import type { Outcome } from "./certs/outcome.ts";
import { request } from "./certs/request.ts";
import { signerKeyPassphrase } from "../config.ts";
import { commandLine } from "./command-line.ts";

const program = commandLine("certs");
const usage = `Usage:
  ${program} request [--name NAME] [--email ADDRESS]   a key, and the request that Apple asks for
  ${program} install FILE.cer                          what Apple gave: pass certificate or intermediate
  ${program} check                                     what is loaded, matches, and days left

  --directory PATH   where the files are (certs)
  APPLE_SIGNER_KEY_PASSPHRASE opens the key, and closes a new one.`;

/** Runs the command. Undefined for arguments that are no command. */
async function run(): Promise<Outcome | undefined> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      directory: { type: "string", default: "certs" },
      name: { type: "string" },
      email: { type: "string" },
    },
  });
  const [command, file, ...rest] = positionals;
  const given = { ...values, passphrase: signerKeyPassphrase(), at: new Date() };
  if (rest.length > 0) return undefined;
  if (command === "install" && file !== undefined) return install({ ...given, file });
  if (file !== undefined) return undefined;
  if (command === "request") return request(given);
  if (command === "check") return check(given);
  return undefined;
}

try {
  const outcome = await run();
  if (outcome?.isSound) console.log(outcome.text);
  else console.error(outcome?.text ?? usage);
  process.exitCode = outcome ? Number(!outcome.isSound) : 2;
} catch (error) {
  const isUsage =
    error instanceof TypeError &&
    "code" in error &&
    String(error.code).startsWith("ERR_PARSE_ARGS");
  console.error(isUsage ? `${error.message}\n\n${usage}` : error);
  process.exitCode = isUsage ? 2 : 1;
}
