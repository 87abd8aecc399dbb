// npm run google -- check
import { check } from "./google/check.ts";
import { commandLine } from "./command-line.ts";

const program = commandLine("google");
const usage = `Usage:
  ${program} check   whether Google Wallet is set up right, step by step, and what to do; changes nothing

It reads the same environment as the service, PUBLIC_URL and DATABASE_URL included.`;

const [command, ...rest] = process.argv.slice(2);
if (command !== "check" || rest.length > 0) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const { text, isSound } = await check();
  const verdict = isSound ? "Nothing is in the way." : "Something is in the way: see FAILED above.";
  console.log(`Google Wallet, step by step:\n\n${text}\n\n${verdict}`);
  process.exitCode = Number(!isSound);
}
