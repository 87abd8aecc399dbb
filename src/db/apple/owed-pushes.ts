import type { ChangeKind } from "../../domain/apple/push-policy.ts";
import type { Db } from "../connect.ts";

/** The oldest change of each kind that a phone has not been told of. */
export async function oldestOwedPushes(db: Db): Promise<{ kind: ChangeKind; since: Date }[]> {
  const { rows } = await db.raw<{ rows: { kind: ChangeKind; since: Date }[] }>(
    `select passes.change_kind as kind, min(passes.owed_since) as since
     from passes
     where passes.pushed_version < passes.version and passes.owed_since is not null
       and exists (
         select from registrations where registrations.serial_number = passes.serial_number)
     group by passes.change_kind`,
  );
  return rows;
}
