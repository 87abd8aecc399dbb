import type { SealedColumn } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export interface SealedValue {
  /** The row's. */
  id: string;
  sealed: Buffer;
}

const split = (name: SealedColumn) => name.split(".") as [table: string, column: string];

/** Encrypted values of the column that do not begin with the prefix, at most `limit`, in the order of ids. */
export function valuesWithout(
  db: Db,
  name: SealedColumn,
  { prefix, after, limit }: { prefix: Buffer; after: string; limit: number },
): Promise<SealedValue[]> {
  const [table, column] = split(name);
  return sql(db, { prefix, after, limit }).rows(`
    select id::text as id, ${column} as sealed from ${table}
    where id::text > :after and ${column} is not null
      and substring(${column} for octet_length(:prefix::bytea)) <> :prefix::bytea
    order by id::text limit :limit`);
}

/** Replaces each value, unless it has changed since it was read. Returns how many. */
export function replaceValues(
  trx: Trx,
  name: SealedColumn,
  values: (SealedValue & { anew: Buffer })[],
): Promise<number> {
  const [table, column] = split(name);
  const bound = {
    ids: values.map(({ id }) => id),
    olds: values.map(({ sealed }) => sealed),
    news: values.map(({ anew }) => anew),
  };
  return sql(trx, bound).count(`
    update ${table} set ${column} = changed.anew
    from unnest(:ids::text[], :olds::bytea[], :news::bytea[]) as changed (id, old, anew)
    where ${table}.id::text = changed.id and ${table}.${column} = changed.old`);
}

/** How many values of the column are encrypted under each key, and how many of these are bound to their row. */
export function countByKey(
  db: Db,
  name: SealedColumn,
): Promise<{ keyId: string; values: number; bound: number }[]> {
  const [table, column] = split(name);
  return sql(db).rows(`
    select key_id, count(*)::int as values, count(*) filter (where is_bound)::int as bound
    from (
      select get_byte(${column}, 0) = 0 as is_bound,
        case get_byte(${column}, 0)
          when 0 then convert_from(substring(${column} from 3 for get_byte(${column}, 1)), 'UTF8')
          else convert_from(substring(${column} from 2 for get_byte(${column}, 0)), 'UTF8')
        end as key_id
      from ${table} where ${column} is not null
    ) as sealed
    group by key_id order by key_id`);
}
