// npm run scheme -- list | add NUMBER NAME [--grace MINUTES] [--keep DAYS] [--keep-lists MONTHS] | waiting NUMBER [--criteria …] | key nav|culture NUMBER… [--protected] [--person SUBJECT] --name NAME | revoke ID
import { parseArgs } from "node:util";
import { updateWaitingRules } from "../actions/waiting/update-waiting-rules.ts";
import { createMunicipality } from "../actions/operations/create-municipality.ts";
import type { Actor, Deps } from "../actions/deps.ts";
import { createApiKey, type ApiKeyOwner } from "../actions/integrations/create-api-key.ts";
import { revokeApiKey } from "../actions/integrations/revoke-api-key.ts";
import { loadSchemePart, type Config } from "../config.ts";
import { ConfigError } from "../config/config-error.ts";
import { apiKeysInUse, type KeyInUse } from "../db/integrations/api-keys.ts";
import { connect } from "../db/connect.ts";
import { municipalityNames, municipalityRetention } from "../db/municipalities.ts";
import { AppError } from "../errors.ts";
import { commandLine } from "./command-line.ts";

const program = commandLine("scheme");
const usage = `Usage:
  ${program} list                             the municipalities that take part, and the keys of systems
  ${program} add 5025 Røros                   a municipality; one that is there gets the name
  ${program} add 5025 Røros --grace 10        its allocations wait so many minutes before messages leave
  ${program} add 5025 Røros --keep 730        its recipients are erased so many days after their last ticket
  ${program} add 5025 Røros --keep-lists 6    its saved lists are deleted after so many months without use (14)
  ${program} waiting 5025                     its children wait for tickets by the time of entry
  ${program} waiting 5025 --criteria age,fewest_tickets --ages 6-12 --published 2026-11-01
                                              by these criteria first (also household_without, waiting_longest)
  ${program} waiting 5025 --declined loses    a child that declines a ticket leaves the list (default: keeps)
  ${program} key nav 5025 --name "Our system" a key for NAV's system in one municipality or more
  ${program} key nav 5025 --protected --name "…"
                                              one that sees children with a protected address, too
  ${program} key culture 5025 --name "…"      a key for the culture office's
  ${program} key culture 5025 --person SUBJECT --name "…"
                                              one that a person keeps, by the subject of the login: it and that person
                                              are one where it takes two to pay
  ${program} revoke ID                        stops a key at once

It reads DATABASE_URL, and API_KEY_DAYS, after which a key ends (365). A provider makes its own keys on /provider/systems.`;

type Tools = Pick<Deps, "clock" | "db"> & { config: Pick<Config, "lifetimes"> };
const actor: Actor = { role: "system", id: "operator" };
const day = (at: Date) => at.toISOString().slice(0, 10);

function lineOf({
  id,
  role,
  municipalities,
  provider,
  name,
  seesProtected,
  person,
  ...at
}: KeyInUse) {
  const owner = provider ?? municipalities.join(",") + (seesProtected ? " with protected" : "");
  const used = at.lastUsedAt ? `used ${day(at.lastUsedAt)}` : "never used";
  const end = at.expiresAt ? `, ends ${day(at.expiresAt)}` : "";
  const keeper = person === null ? "" : `, of ${person}`;
  return `  ${id}  ${role} ${owner}  ${name}${keeper}, made ${day(at.createdAt)}, ${used}${end}`;
}

async function list({ db }: Tools): Promise<string> {
  const [municipalities, retention, keys] = await Promise.all([
    municipalityNames(db),
    municipalityRetention(db),
    apiKeysInUse(db),
  ]);
  const names = [...municipalities].map(([number, name]) => {
    const days = retention.get(number);
    return `  ${number}  ${name}${days === undefined ? "" : `, keeps recipients for ${days} days`}`;
  });
  return ["Municipalities:", ...names, "", "Keys:", ...keys.map(lineOf)].join("\n");
}

async function createKey(
  tools: Tools,
  owner: Exclude<ApiKeyOwner, { role: "provider" }>,
  named: { name: string; person: string | null },
): Promise<string> {
  const { id, key } = await createApiKey(tools, { actor, ...owner, ...named });
  return `${key}\n\nIt is shown this once. Its id is ${id}: ${program} revoke ${id} stops it.`;
}

/** Runs the command. Undefined for arguments that are no command. */
async function run(tools: Tools): Promise<string | undefined> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ name: { type: "string", default: "" }, grace: { type: "string" } },
      ...{ keep: { type: "string" }, "keep-lists": { type: "string" } },
      ...{ criteria: { type: "string" }, ages: { type: "string" }, published: { type: "string" } },
      declined: { type: "string", default: "keeps" },
      protected: { type: "boolean", default: false },
      person: { type: "string", default: "" },
    },
  });
  const [command, first = "", ...rest] = positionals;
  const name = values.name.trim();
  if (command === "list" && first === "") return list(tools);
  if (command === "add" && rest.length > 0) {
    const [graceMinutes, retentionDays, listMonths] = [
      ...[values.grace, values.keep, values["keep-lists"]],
    ].map((each) => (each === undefined ? undefined : Number(each)));
    const municipality = { number: first, name: rest.join(" ") };
    await createMunicipality(tools, {
      ...{ actor, ...municipality, graceMinutes, retentionDays, listMonths },
    });
    return `${first} ${rest.join(" ")} takes part.`;
  }
  if (command === "waiting" && first !== "" && rest.length === 0) {
    await updateWaitingRules(tools, { actor, number: first, ...values });
    return `${first} keeps its waiting lists so.`;
  }
  if (command === "key" && rest.length > 0 && name) {
    const municipalities = rest;
    const named = { name, person: values.person.trim() || null };
    if (first === "nav") {
      const seesProtected = values.protected;
      return createKey(tools, { role: first, municipalities, seesProtected }, named);
    }
    if (first === "culture" && !values.protected) {
      return createKey(tools, { role: first, municipalities }, named);
    }
  }
  if (command === "revoke" && first !== "" && rest.length === 0) {
    await revokeApiKey(tools, { actor, id: first });
    return "It opens nothing any more.";
  }
  return undefined;
}

const isUsageError = (error: unknown): error is Error =>
  error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");

try {
  const { databaseUrl, ...config } = loadSchemePart();
  const db = connect(databaseUrl, { max: 1 });
  const clock = { now: () => new Date() };
  const outcome = await run({ db, clock, config }).finally(() => db.destroy());
  if (outcome === undefined) console.error(usage);
  else console.log(outcome);
  process.exitCode = outcome === undefined ? 2 : 0;
} catch (error) {
  if (isUsageError(error)) console.error(`${error.message}\n\n${usage}`);
  else if (error instanceof AppError || error instanceof ConfigError) console.error(error.message);
  else console.error(error);
  process.exitCode = isUsageError(error) ? 2 : 1;
}
