import type { Knex } from "knex";

/** What every ticket of an offer shares with all the others: no link to one of them. */
const shared = [
  [
    "municipalities",
    "providers",
    "provider_users",
    "door_devices",
    "migrations",
    "migrations_lock",
  ],
  ["offers", "offer_municipalities", "templates", "template_versions", "template_images"],
].flat();

/** Columns that hold the same number without a foreign key, and are too short to be told by their form. */
const changeNumbers = new Set([
  "change_number",
  "change_transaction",
  "pushed_change",
  "pushing_change",
]);

/** Of the job that anonymised the ticket, and the same for all of its run. */
const ofTheRun = new Set(["erased_at", "last_modified", "owed_since"]);

interface Row {
  table: string;
  columns: Record<string, unknown>;
  links: Set<string>;
}

const identifiers =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![\w-])[\w-]{22}(?![\w-])|\b[0-9a-f]{32,}\b|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+\d\d:\d\d)/gi;

/** Whether the instant is a midnight in Oslo, winter or summer. */
const isDay = (instant: string) => /T2[23]:00:00(\.0+)?(Z|\+00:00)$/.test(instant);

function linksOf(columns: Record<string, unknown>): Set<string> {
  const its = Object.fromEntries(Object.entries(columns).filter(([name]) => !ofTheRun.has(name)));
  const found = (JSON.stringify(its).match(identifiers) ?? []).filter((each) => !isDay(each));
  const changes = Object.entries(columns).flatMap(([name, value]) =>
    changeNumbers.has(name) && Number(value) > 0 ? [`change ${String(value)}`] : [],
  );
  const number = columns["ticket_number"];
  const numbers = typeof number === "string" ? [`ticket number ${number}`] : [];
  return new Set([...found, ...changes, ...numbers]);
}

async function tablesOf(db: Knex): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { name: string }[] }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  return rows.map(({ name }) => name);
}

async function rowsOf(db: Knex, table: string): Promise<Row[]> {
  const { rows } = await db.raw<{ rows: { row: Record<string, unknown> }[] }>(
    "select to_jsonb(t) as row from ?? as t",
    [table],
  );
  return rows.map(({ row }) => ({ table, columns: row, links: linksOf(row) }));
}

/**
 * Every row that a chain of equal ids, serial numbers, hashes, change numbers or moments leads to from
 * the value, in whatever table and column, json ones too; foreign keys are a part of these. Stops at
 * what all tickets of an offer share, and at whole days.
 */
export async function reachableFrom(owner: Knex, value: string): Promise<Row[]> {
  const rows: Row[] = [];
  const common = new Set<string>();
  await owner.transaction(async (trx) => {
    await trx.raw("set local time zone 'UTC'");
    for (const table of await tablesOf(trx)) {
      const found = await rowsOf(trx, table);
      if (!shared.includes(table)) rows.push(...found);
      else for (const { links } of found) for (const link of links) common.add(link);
    }
  });
  const known = new Set([value]);
  const reached = new Set<Row>();
  for (let before = -1; before < reached.size;) {
    before = reached.size;
    for (const row of rows) {
      if (![...row.links].some((link) => known.has(link))) continue;
      reached.add(row);
      for (const link of row.links) if (!common.has(link)) known.add(link);
    }
  }
  return [...reached];
}

/** The moments in the rows that are no whole days. */
export const momentsIn = (rows: Row[]): string[] =>
  rows.flatMap(({ table, columns }) =>
    Object.entries(columns).flatMap(([name, value]) =>
      typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !isDay(value)
        ? [`${table}.${name}`]
        : [],
    ),
  );
