import type { Knex } from "knex";
import { LRUCache } from "lru-cache";
import type { Db } from "./connect.ts";

/** `:name`; string literals and `::casts` are matched first, so that no name is found in them. */
const names = /'[^']*'|::|:([a-z]\w*)/gi;

/** A statement with `?` for each value, and the values' names in their order. */
interface Parsed {
  statement: string;
  valueNames: string[];
}

/** The same statements come again and again. */
const parsed = new LRUCache<string, Parsed>({ max: 1_000 });

function parse(text: string): Parsed {
  const known = parsed.get(text);
  if (known) return known;
  const valueNames: string[] = [];
  const statement = text.trim().replaceAll(names, (match, name?: string) => {
    if (name === undefined) return match;
    valueNames.push(name);
    return "?";
  });
  parsed.set(text, { statement, valueNames });
  return { statement, valueNames };
}

function bind(text: string, values: object): [statement: string, bindings: Knex.RawBinding[]] {
  const { statement, valueNames } = parse(text);
  const bindings = valueNames.map((name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`The statement's :${name} has no value.`);
    return (values as Record<string, Knex.RawBinding | undefined>)[name] ?? null;
  });
  return [statement, bindings];
}

const camelNames = new LRUCache<string, string>({ max: 2_000 });

function camelCase(name: string): string {
  const known = camelNames.get(name);
  if (known !== undefined) return known;
  const camel = name.replaceAll(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
  camelNames.set(name, camel);
  return camel;
}

interface Result {
  rows: Record<string, unknown>[];
  fields: { name: string }[];
  rowCount: number;
}

/** Renames columns alone: keys inside a json value stay as they are stored. */
function camelCaseRows({ rows, fields }: Result): object[] {
  const keys = fields.map(({ name }) => [name, camelCase(name)] as const);
  if (keys.every(([column, key]) => column === key)) return rows;
  return rows.map((row) => {
    const renamed: Record<string, unknown> = {};
    for (const [column, key] of keys) renamed[key] = row[column];
    return renamed;
  });
}

/**
 * Runs one statement in which each `:name` stands for the value of that name; undefined is bound as
 * null. The method names the answer's shape. Columns are read in camelCase.
 */
export function sql(db: Db, values: object = {}) {
  const query = (text: string): Promise<Result> =>
    Promise.resolve(db.raw<Result>(...bind(text, values)));
  const rows = async <T>(text: string) => camelCaseRows(await query(text)) as T[];
  const column = async <T>(text: string) => {
    const result = await query(text);
    const [field] = result.fields;
    return result.rows.map((row) => row[field?.name ?? ""]) as T[];
  };
  return {
    rows,
    /** The first row; undefined when there is none. */
    row: async <T>(text: string): Promise<T | undefined> => (await rows<T>(text))[0],
    /** The first row of a statement that always has one. */
    onlyRow: async <T>(text: string): Promise<T> => first(await rows<T>(text)),
    /** The first column of all rows. */
    column,
    /** The first column of the first row of a statement that always has one. */
    value: async <T>(text: string): Promise<T> => first(await column<T>(text)),
    /** How many rows were written, or read. */
    count: async (text: string): Promise<number> => (await query(text)).rowCount,
  };
}

function first<T>(found: T[]): T {
  if (found.length === 0) throw new Error("The statement gave no row.");
  return found[0] as T;
}

/**
 * Awaits work whose first statements were sent one behind the other, in one round trip. Each statement sees what
 * those before it did. Throws what the first that failed threw: those behind it fail because of it.
 */
export async function sentTogether<T extends readonly Promise<unknown>[]>(
  work: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const ends = await Promise.allSettled(work);
  const values = ends.map((end) => {
    if (end.status === "rejected") throw end.reason;
    return end.value;
  });
  return values as { -readonly [K in keyof T]: Awaited<T[K]> };
}

type OptionalKey<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/** The row as the domain reads it: without the named columns that are null. */
export function omitNulls<T extends object>(row: T, ...keys: OptionalKey<T>[]): T {
  const omitted = new Set<PropertyKey>(keys.filter((key) => row[key] === null));
  return Object.fromEntries(Object.entries(row).filter(([key]) => !omitted.has(key))) as T;
}
