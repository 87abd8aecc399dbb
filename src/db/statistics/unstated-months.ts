import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** The months that are over and not stated yet: from the one in which the provider came to before `current`. */
const unstated = `
  select to_char(past, 'YYYY-MM') as month
  from generate_series(
    date_trunc('month', providers.created_at at time zone 'Europe/Oslo'),
    (:current::text || '-01')::timestamp - interval '1 month', interval '1 month') as past
  where not exists (
    select 1 from settlement_statements as stated
    where stated.provider_id = providers.id and stated.month = to_char(past, 'YYYY-MM'))`;

/** The provider's months before `current` without a statement, the earliest first. */
export function unstatedMonths(db: Db, providerId: string, current: string): Promise<string[]> {
  return sql(db, { providerId, current }).column(`
    select unstated.month from providers cross join lateral (${unstated}) as unstated
    where providers.id = :providerId order by unstated.month`);
}

/** The providers with a month before `current` without a statement. */
export function providersToState(db: Db, current: string): Promise<string[]> {
  return sql(db, { current }).column(`
    select id from providers where exists (${unstated}) order by id`);
}

/** Whether a provider lacks the statement of the month before `current`; cheap enough for each sweep. */
export function isLatestMonthUnstated(db: Db, current: string): Promise<boolean> {
  return sql(db, { current }).value(`
    select exists (
      select 1 from providers
      where providers.created_at < (:current::text || '-01')::timestamp at time zone 'Europe/Oslo'
        and not exists (
          select 1 from settlement_statements as stated
          where stated.provider_id = providers.id
            and stated.month =
              to_char((:current::text || '-01')::timestamp - interval '1 month', 'YYYY-MM')))`);
}
