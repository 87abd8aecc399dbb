import type { Knex } from "knex";
import { testNow } from "./builders.ts";

const dayMs = 86_400_000;
const daysPast = Math.ceil((Date.now() - testNow.getTime()) / dayMs);
const daysEarlier = daysPast < 0 ? 0 : daysPast + 1;

/** What defaults and functions of the tests' databases take for now. */
export const databaseTime = (): number => Date.now() - daysEarlier * dayMs;

/**
 * The tests' day is fixed. From that day on, the defaults and functions of the owner's database take `now()` so many days
 * earlier that it lies before it: what they write would be in the future of the service under test otherwise, and never due.
 * When a process was seen stays: statements compare it with the database's clock.
 */
export async function holdClock(owner: Knex): Promise<void> {
  if (daysEarlier === 0) return;
  await owner.raw(`
    do $hold$
    declare
      earlier constant text := '(now() - interval ''${daysEarlier} days'')';
      each record;
    begin
      for each in
        select attrelid::regclass as of_table, attname, pg_get_expr(adbin, adrelid) as value
        from pg_attrdef
        join pg_attribute on attrelid = adrelid and attnum = adnum
        join pg_class on pg_class.oid = adrelid
        where relnamespace = 'public'::regnamespace and pg_get_expr(adbin, adrelid) like '%now()%'
          and attname <> 'seen_at'
      loop
        execute format('alter table %s alter %I set default %s',
          each.of_table, each.attname, replace(each.value, 'now()', earlier));
      end loop;
      for each in
        select pg_get_functiondef(oid) as definition from pg_proc
        where pronamespace = 'public'::regnamespace and prokind in ('f', 'p') and prosrc like '%now()%'
          and prosrc not like '%seen_at%'
      loop
        execute replace(each.definition, 'now()', earlier);
      end loop;
    end $hold$`);
}
