import type { Texts } from "../../domain/language.ts";
import type { OfferState } from "../../domain/offers/offer.ts";
import type { Db, Trx } from "../connect.ts";
import { live } from "../live.ts";
import { sql } from "../sql.ts";

/** An offer that shows a template, and how many tickets show it. */
export interface TemplateOffer {
  id: string;
  title: Texts;
  state: OfferState;
  templateVersion: number;
  /** The version that waits for the culture office; null: none. */
  waitingVersion: number | null;
  /** Live tickets. */
  tickets: number;
}

/** The provider's open and paused offers with that template, those that end soonest first. */
export function offersOfTemplate(
  db: Db,
  template: { templateId: string; providerId: string },
): Promise<TemplateOffer[]> {
  return sql(db, template).rows(`
    select offers.id, offers.title, offers.state, offers.template_version,
      case when offers.pending_returned is null then offers.pending_template_version end as waiting_version,
      (select count(*)::int from passes
       where passes.offer_id = offers.id and passes.state in ${live}) as tickets
    from offers
    where offers.template_id = :templateId and offers.provider_id = :providerId
      and offers.state in ('open', 'paused')
    order by offers.valid_until, offers.id`);
}

/** Sets another version of its template on a locked offer. */
export async function setTemplateVersion(
  trx: Trx,
  id: string,
  versions: { templateVersion: number; contentVersion: number },
): Promise<void> {
  await sql(trx, { id, ...versions }).count(`
    update offers set template_version = :templateVersion, content_version = :contentVersion
    where id = :id`);
}

/** Whether two versions of a template differ by colours alone, and by its own name, which no ticket shows. */
export const onlyColorsDiffer = (
  db: Db,
  templateId: string,
  [one, other]: readonly [number, number],
): Promise<boolean> =>
  sql(db, { templateId, one, other }).value("select only_colors_differ(:templateId, :one, :other)");
