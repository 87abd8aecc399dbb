import type { Texts } from "../../domain/language.ts";
import type { OfferState } from "../../domain/offers/offer.ts";
import type { Db } from "../connect.ts";

/** An offer that shows a template, and how many tickets show it. */
export interface TemplateOffer {
  id: string;
  title: Texts;
  state: OfferState;
  templateVersion: number;
  /** Out and still good for something. */
  tickets: number;
}

/** The provider's running offers with that template, those that end soonest first. */
export async function offersOfTemplate(
  db: Db,
  { templateId, providerId }: { templateId: string; providerId: string },
): Promise<TemplateOffer[]> {
  const { rows } = await db.raw<{ rows: TemplateOffer[] }>(
    `select offers.id, offers.title, offers.state, offers.template_version as "templateVersion",
       (select count(*)::int from passes
        where passes.offer_id = offers.id and passes.state in ('pending', 'active')) as tickets
     from offers
     where offers.template_id = ? and offers.provider_id = ? and offers.state in ('open', 'paused')
     order by offers.valid_until, offers.id`,
    [templateId, providerId],
  );
  return rows;
}

/** Shows another version of its template on a locked offer. */
export async function setTemplateVersion(
  db: Db,
  id: string,
  versions: { templateVersion: number; contentVersion: number },
): Promise<void> {
  await db("offers").where({ id }).update({
    template_version: versions.templateVersion,
    content_version: versions.contentVersion,
  });
}
