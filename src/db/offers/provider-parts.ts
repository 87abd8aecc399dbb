import type { OfferPart } from "../../domain/offers/parts.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** The parts of the provider's offers that are not over, each key once, with the label of the latest. */
export function partsOfProvider(db: Db, providerId: string, at: Date): Promise<OfferPart[]> {
  return sql(db, { providerId, at }).rows(`
    select distinct on (part ->> 'key') part ->> 'key' as key, part -> 'label' as label
    from offers, jsonb_array_elements(parts) as part
    where provider_id = :providerId and valid_until > :at
    order by part ->> 'key', updated_at desc`);
}
