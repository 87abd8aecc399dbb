import type { Texts } from "../../domain/language.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import { isWaiting } from "./waiting-places.ts";

/** An offer for whose ticket a child waits, as its family reads of it. */
export interface AwaitedOffer {
  offerId: string;
  title: Texts;
  provider: string;
}

/** The offers that one of the children waits for, those that end soonest first. */
export function awaitedOffers(db: Db, recipientIds: string[], at: Date): Promise<AwaitedOffer[]> {
  return sql(db, { recipientIds, at }).rows(`
    select offers.id as offer_id, offers.title, providers.name as provider
    from offers join providers on providers.id = offers.provider_id
    where exists (
      select from waiting_places
      where waiting_places.offer_id = offers.id
        and waiting_places.recipient_id = any(:recipientIds::uuid[]) and ${isWaiting})
    order by offers.valid_until, offers.id`);
}
