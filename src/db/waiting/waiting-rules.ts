import type { WaitingRules } from "../../domain/waiting/waiting-list.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** How a municipality keeps its waiting lists. */
export interface WaitingSettings {
  /** Null: by the time of entry alone. */
  rules: WaitingRules | null;
  /** Whether a child that declines a proposed ticket keeps its place. */
  keepsDeclined: boolean;
}

/** The settings of the municipalities, by number. */
export async function waitingSettings(
  db: Db,
  municipalities: string[],
): Promise<Map<string, WaitingSettings>> {
  const rows = await sql(db, { municipalities }).rows<{ number: string } & WaitingSettings>(`
    select number, waiting_rules as rules, keeps_declined from municipalities
    where number = any(:municipalities::text[])`);
  return new Map(rows.map(({ number, ...settings }) => [number, settings]));
}

/** Sets a municipality's settings; false when there is no such municipality. */
export async function setWaitingSettings(
  trx: Trx,
  number: string,
  { rules, keepsDeclined }: WaitingSettings,
): Promise<boolean> {
  const changed = await sql(trx, { number, rules: rules && JSON.stringify(rules), keepsDeclined })
    .count(`
    update municipalities set waiting_rules = :rules, keeps_declined = :keepsDeclined
    where number = :number`);
  return changed > 0;
}
