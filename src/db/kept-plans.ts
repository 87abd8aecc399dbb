import { LRUCache } from "lru-cache";

/** How often a statement runs in this process before its plan is worth the memory of each connection. */
const worthKeeping = 50;
/** How many statements' plans each connection may hold: some ten megabytes. */
const mostNames = 300;

const runs = new LRUCache<string, number>({ max: 1_000 });
const names = new Map<string, string>();

/**
 * The name under which a connection keeps the parsed and planned statement, or undefined where it is planned anew. A
 * name is given to what runs often. A statement that answers with `*` has none: a migration that adds a column
 * would make it fail on each connection once ("cached plan must not change result type").
 * https://www.postgresql.org/docs/current/sql-prepare.html
 */
export function keptPlanName(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined || names.size >= mostNames) return name;
  const run = (runs.get(text) ?? 0) + 1;
  runs.set(text, run);
  if (run < worthKeeping || text.replaceAll("count(*)", "").includes("*")) return undefined;
  names.set(text, `s${String(names.size)}`);
  return names.get(text);
}
