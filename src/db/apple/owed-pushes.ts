import type { ChangeKind } from "../../domain/apple/push-policy.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** The oldest unpushed change of each kind. */
export function oldestOwedPushes(db: Db): Promise<{ kind: ChangeKind; since: Date }[]> {
  return sql(db).rows(`
    select passes.change_kind as kind, min(passes.owed_since) as since
    from passes
    where passes.pushed_version < passes.version and passes.owed_since is not null
      and exists (
        select from registrations where registrations.serial_number = passes.serial_number)
    group by passes.change_kind`);
}
