// npm run keys -- status | rotate
import { getKeyStatus, type KeyStatus } from "../actions/operations/get-key-status.ts";
import { joinKeyRing, KeyRingConflict, leaveKeyRing } from "../actions/operations/join-key-ring.ts";
import { reseal } from "../actions/operations/reseal.ts";
import { loadKeyPart } from "../config.ts";
import { ConfigError } from "../config/config-error.ts";
import { connect } from "../db/connect.ts";
import { AppError } from "../errors.ts";
import { KeyRing } from "../key-ring.ts";
import { commandLine } from "./command-line.ts";

const program = commandLine("keys");
const usage = `Usage:
  ${program} status   which key is current, which processes hold which, and when an old one can go
  ${program} rotate   encrypts everything under the current key, while the service runs

It reads DATABASE_URL and SECRET_KEYS, the same as the service's.`;

type Tools = Parameters<typeof reseal>[0];

const day = (at: Date) => at.toISOString().slice(0, 10);

function needsOf({ values, links, tickets, ticketsUntil }: KeyStatus): string[] {
  return [
    ...values.map(({ column, count, unbound }) =>
      unbound > 0 ? `${count} ${column}, ${unbound} of them not bound` : `${count} ${column}`,
    ),
    ...(links > 0 ? [`${links} claim links`] : []),
    ...(tickets > 0 && ticketsUntil
      ? [`${tickets} tickets, until about ${day(ticketsUntil)}`]
      : []),
  ];
}

function linesOf(key: KeyStatus, processes: number): string[] {
  const role = key.isCurrent ? "current" : key.mayGo ? "can go" : "must stay";
  const held = `held by ${key.knownTo} of ${processes} processes, first in ${key.firstIn}`;
  return [`  ${key.id}  ${role}; ${held}`, ...needsOf(key).map((need) => `      ${need}`)];
}

async function status({ db }: Tools): Promise<string> {
  const { processes, keys } = await getKeyStatus({ db });
  return ["Keys:", ...keys.flatMap((key) => linesOf(key, processes))].join("\n");
}

/** Joins as one more process, so that a key can become current while no other runs. */
async function rotate(tools: Tools): Promise<string> {
  const { instanceId, currentId } = await joinKeyRing(tools);
  try {
    const [wanted] = tools.keyRing.ids;
    if (wanted !== currentId) {
      throw new ConfigError([
        `The key ${wanted} is not current yet: not every running process names it first in SECRET_KEYS`,
      ]);
    }
    const count = await reseal(tools);
    return `Encrypted ${count} values under ${currentId}.\n\n${await status(tools)}`;
  } finally {
    await leaveKeyRing(tools, instanceId);
  }
}

const commands = { status, rotate };
const [name = "", ...rest] = process.argv.slice(2);
const command =
  rest.length === 0 && name in commands ? commands[name as keyof typeof commands] : undefined;
if (command) {
  try {
    const { databaseUrl, secretKeys } = loadKeyPart();
    const db = connect(databaseUrl, { max: 4 });
    const tools = { db, keyRing: new KeyRing(secretKeys) };
    console.log(await command(tools).finally(() => db.destroy()));
  } catch (error) {
    const expected = [ConfigError, KeyRingConflict, AppError].some((type) => error instanceof type);
    console.error(expected ? (error as Error).message : error);
    process.exitCode = 1;
  }
} else {
  console.error(usage);
  process.exitCode = 2;
}
