import type { Texts } from "../../domain/language.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** The row of a draw behind which the recipient stands, alone or with siblings. */
export interface ExportedDraw {
  drawId: string;
  offerId: string;
  title: Texts;
  state: string;
  createdAt: Date;
  /** As the draw's list has it: its id, how it stands by the criteria, and, of one child, why it was passed over. */
  row: object;
}

export const exportedDraws = (db: Db, recipientId: string): Promise<ExportedDraw[]> =>
  sql(db, { recipientId }).rows(`
    select draws.id as draw_id, draws.offer_id, offers.title, draws.state, draws.created_at,
      listed.row || coalesce((
        select jsonb_build_object('passedOver', each -> 'reasons')
        from jsonb_array_elements(draws.passed_over) as each
        where each ->> 'id' = draw_children.row_id
          and jsonb_array_length(listed.row -> 'children') = 1), '{}') as row
    from draw_children
    join draws on draws.id = draw_children.draw_id
    join offers on offers.id = draws.offer_id
    join lateral jsonb_array_elements(draws.list -> 'rows') as listed (row)
      on listed.row ->> 'id' = draw_children.row_id
    where draw_children.recipient_id = :recipientId::uuid
    order by draws.created_at desc, draws.id`);

/** An offer for whose tickets the recipient waits, or waited until the allocation gave it one. */
export interface ExportedWait {
  offerId: string;
  title: Texts;
  enteredAt: Date;
  declined: boolean;
  allocationId: string | null;
}

export const exportedWaits = (db: Db, recipientId: string): Promise<ExportedWait[]> =>
  sql(db, { recipientId }).rows(`
    select offer_id, offers.title, entered_at, declined, allocation_id
    from waiting_places join offers on offers.id = offer_id
    where recipient_id = :recipientId::uuid order by entered_at desc, offer_id`);
