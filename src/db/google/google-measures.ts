import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import { isUnauthorized, notRefused } from "./google-sync.ts";

export interface GoogleMeasures {
  /** Tickets with an object at Google. */
  held: number;
  /** Tickets whose object shows their newest version. */
  current: number;
  /** When the oldest change was made that no object shows; null: none is behind. */
  behindSince: Date | null;
  /** The same without what Google refused: what the sync still has to write. */
  owedSince: Date | null;
  refusedClasses: number;
  refusedObjects: number;
  /** Google refuses the service account (401 or 403). */
  isStopped: boolean;
}

/** The whole service's tickets in Google Wallet. */
export function measureGoogle(db: Db): Promise<GoogleMeasures> {
  return sql(db).onlyRow(`
    select count(*)::int as held,
      count(*) filter (where passes.google_version = passes.version)::int as current,
      min(passes.last_modified) filter (where passes.google_version < passes.version)
        as behind_since,
      min(passes.last_modified) filter (where passes.google_version < passes.version
        and ${notRefused("passes.version")} and not ${isUnauthorized("passes.offer_id")})
        as owed_since,
      (select count(*) from google_refusals where kind = 'class')::int as refused_classes,
      (select count(*) from google_refusals where kind = 'object')::int as refused_objects,
      exists (select from google_refusals where status in (401, 403) and not again) as is_stopped
    from passes left join google_refusals on google_refusals.id = passes.serial_number
    where passes.google_version > 0`);
}
