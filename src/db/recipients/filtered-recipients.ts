import type { Holding } from "../../domain/recipients/recipient-filter.ts";
import type { Db } from "../connect.ts";
import { isLiveToNav } from "../nav-state.ts";
import { sql } from "../sql.ts";

const own = `passes.recipient_id = recipients.id and ${isLiveToNav}`;
const counted = `(select count(*) from passes where ${own})`;
const ofChosen = `exists (select from passes where ${own} and passes.offer_id = any(:offerIds::uuid[]))`;

/** As NAV sees tickets at `:at`: a used one counts as live. */
const conditions: Record<Holding, string> = {
  any: "true",
  nothing: `not exists (select from passes where ${own})`,
  under2: `${counted} < 2`,
  under3: `${counted} < 3`,
  chosen: ofChosen,
  notChosen: `not ${ofChosen}`,
  notFetched: `exists (select from passes where ${own} and num_nonnulls(passes.fetched_at, passes.handed_out_at) = 0)`,
};

/** Ids of the municipalities' recipients that pass, newest first, at most `limit`; and how many there are. */
export async function filteredRecipients(
  db: Db,
  {
    holding,
    ...bound
  }: {
    municipalities: string[];
    language: string | undefined;
    bornFrom: number;
    bornTo: number;
    holding: Holding;
    listId: string | undefined;
    offerIds: string[];
    at: Date;
    limit: number;
  },
): Promise<{ ids: string[]; total: number }> {
  const rows = await sql(db, bound).rows<{ id: string; total: number }>(`
    select id, count(*) over ()::int as total from recipients
    where municipality_number = any(:municipalities::text[])
      and (:language::text is null or language = :language)
      and birth_year between :bornFrom and :bornTo
      and (:listId::uuid is null or id in (
        select recipient_id from recipient_list_members where list_id = :listId::uuid))
      and ${conditions[holding]}
    order by created_at desc, id desc limit :limit`);
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
}
