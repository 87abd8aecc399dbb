import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

/** What an officer sees: these municipalities, and of which of them also the children with a protected address. */
interface Sight {
  municipalities: string[];
  protectedOf: string[];
}

const current = new AsyncLocalStorage<Sight>();

/**
 * Runs the work of an officer of NAV. The database shows its statements the rows of these municipalities
 * alone, whatever the statements ask for; children with a protected address of those in `protectedOf` alone.
 */
export function runBehindWall<T>(
  municipalities: string[],
  work: () => T | PromiseLike<T>,
  protectedOf: string[] = [],
): Promise<T> {
  return current.run({ municipalities, protectedOf }, async () => {
    // Awaited here, since knex sends a statement when it is awaited.
    const result = await work();
    return result;
  });
}

/**
 * The statements that put the open transaction behind the wall; undefined for work that is not an officer's.
 * They end with the transaction, so that they also hold behind a pool in transaction mode.
 */
export function wallStatements(): string | undefined {
  const sight = current.getStore();
  if (!sight) return undefined;
  const setting = (name: string, list: string[]) =>
    `set_config('join.${name}', ${pg.escapeLiteral(list.join(","))}, true)`;
  const settings = [
    setting("municipalities", sight.municipalities),
    setting("protected", sight.protectedOf),
  ];
  return `set local role join_officer; select ${settings.join(", ")}`;
}

/**
 * Gives the officers' role what the service's own may do, and nothing else. Run by every migration, so that a
 * migration grants and revokes for the service's role alone.
 */
export const grantOfficer = `
  revoke all on all tables in schema public from join_officer;
  revoke all on all sequences in schema public from join_officer;
  revoke all on all functions in schema public from join_officer;
  do $$
  declare
    granted text;
  begin
    for granted in
      select format('%s on table %s', string_agg(privilege_type, ', '), relation.oid::regclass)
      from pg_class as relation, aclexplode(relation.relacl)
      where relation.relnamespace = 'public'::regnamespace and relation.relkind in ('r', 'v')
        and grantee = 'join_api'::regrole
      group by relation.oid
      union all
      select format('%s on sequence %s', string_agg(privilege_type, ', '), relation.oid::regclass)
      from pg_class as relation, aclexplode(relation.relacl)
      where relation.relnamespace = 'public'::regnamespace and relation.relkind = 'S'
        and grantee = 'join_api'::regrole
      group by relation.oid
      union all
      select format('execute on function %s', function.oid::regprocedure)
      from pg_proc as function, aclexplode(function.proacl)
      where function.pronamespace = 'public'::regnamespace and grantee = 'join_api'::regrole
    loop
      execute 'grant ' || granted || ' to join_officer';
    end loop;
  end
  $$;`;
