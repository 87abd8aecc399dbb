import type { Db } from "../connect.ts";
import { isUnauthorized, notRefused } from "./google-sync.ts";

export interface GoogleMeasures {
  /** Tickets with an object at Google. */
  held: number;
  /** Of those, the ones whose object shows the newest version. */
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
export async function measureGoogle(db: Db): Promise<GoogleMeasures> {
  const { rows } = await db.raw<{ rows: [GoogleMeasures] }>(
    `select count(*)::int as held,
       count(*) filter (where passes.google_version = passes.version)::int as current,
       min(passes.last_modified) filter (where passes.google_version < passes.version)
         as "behindSince",
       min(passes.last_modified) filter (where passes.google_version < passes.version
         and ${notRefused("passes.version")} and not ${isUnauthorized("passes.offer_id")})
         as "owedSince",
       (select count(*) from google_refusals where kind = 'class')::int as "refusedClasses",
       (select count(*) from google_refusals where kind = 'object')::int as "refusedObjects",
       exists (select from google_refusals where status in (401, 403) and not again) as "isStopped"
     from passes left join google_refusals on google_refusals.id = passes.serial_number
     where passes.google_version > 0`,
  );
  return rows[0];
}
