import type { HandOutForm } from "../../domain/complimentary/hand-out.ts";
import type { Language } from "../../domain/language.ts";
import type { NavState } from "../../domain/passes/nav-state.ts";
import type { Db, Trx } from "../connect.ts";
import { navStateColumns, withNavState, type NavStateRow } from "../nav-state.ts";
import { sql } from "../sql.ts";

/** Inserts a hand-out and returns its id; its links and tickets follow in the same transaction. */
export function insertHandOut(
  trx: Trx,
  handOut: {
    offerId: string;
    givenBy: "provider" | "culture";
    form: HandOutForm;
    tickets: number;
    at: Date;
  },
): Promise<string> {
  return sql(trx, handOut).value(`
    insert into hand_outs (offer_id, given_by, form, tickets, created_at)
    values (:offerId, :givenBy, :form, :tickets, :at) returning id`);
}

/** Complimentary tickets that were handed out at one time. */
export interface HandOut {
  id: string;
  createdAt: Date;
  givenBy: "provider" | "culture";
  form: HandOutForm;
  /** How many were handed out. */
  tickets: number;
  /** One for each ticket that is not anonymised yet, by id. The state tells no use, as NAV sees none. */
  links: { id: string; state: NavState }[];
}

const columns =
  "hand_outs.id, hand_outs.created_at, hand_outs.given_by, hand_outs.form, hand_outs.tickets";

/** The language of a hand-out's tickets, read from one of their links, which must still exist. */
export const languageOfHandOut = (db: Db, handOutId: string): Promise<Language> =>
  sql(db, { handOutId }).value(
    "select language from claim_links where hand_out_id = :handOutId limit 1",
  );

type HandOutRow = Omit<HandOut, "links">;

/** Position after a hand-out in the list of its offer's. */
interface HandOutCursor {
  /** When it was handed out, to the microsecond. */
  at: string;
  id: string;
}

/** A page of the offer's hand-outs, the latest first, each with the cursor after it. */
export async function listHandOuts(
  db: Db,
  { now, after, ...asked }: { offerId: string; limit: number; now: Date; after?: HandOutCursor },
): Promise<{ handOut: HandOut; cursor: HandOutCursor }[]> {
  const rows = await sql(db, { ...asked, ...after }).rows<HandOutRow & { at: string }>(`
    select ${columns},
      to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from hand_outs
    where offer_id = :offerId
      ${after ? "and (created_at, id) < (:at::timestamptz, :id::uuid)" : ""}
    order by created_at desc, id desc limit :limit`);
  const handOuts = await withLinks(db, rows, now);
  return handOuts.map(({ at, ...handOut }) => ({ handOut, cursor: { at, id: handOut.id } }));
}

/** The offer's hand-out with the id; undefined when it has none. */
export async function findHandOut(
  db: Db,
  { now, ...asked }: { offerId: string; handOutId: string; now: Date },
): Promise<HandOut | undefined> {
  const rows = await sql(db, asked).rows<HandOutRow>(`
    select ${columns} from hand_outs where offer_id = :offerId and id = :handOutId`);
  const [handOut] = await withLinks(db, rows, now);
  return handOut;
}

async function withLinks<R extends HandOutRow>(
  db: Db,
  handOuts: R[],
  at: Date,
): Promise<(R & Pick<HandOut, "links">)[]> {
  const ids = handOuts.map(({ id }) => id);
  const links = await sql(db, { ids, at }).rows<NavStateRow<HandedOutLink>>(`
    select claim_links.hand_out_id, claim_links.id, ${navStateColumns}
    from claim_links join passes on passes.claim_link_id = claim_links.id
    join offers on offers.id = passes.offer_id
    where claim_links.hand_out_id = any(:ids::uuid[]) order by claim_links.id`);
  const shown = links.map((row) => withNavState<HandedOutLink>(row));
  return handOuts.map((handOut) => ({
    ...handOut,
    links: shown.flatMap(({ handOutId, id, state }) =>
      handOutId === handOut.id ? [{ id, state }] : [],
    ),
  }));
}

interface HandedOutLink {
  handOutId: string;
  id: string;
  state: NavState;
}

/**
 * The hand-out's tickets, of the named links alone where there are any. Undefined when the offer has no such hand-out
 * or link.
 */
export async function findHandedOut(
  db: Db,
  asked: { offerId: string; handOutId: string; linkIds: string[] | undefined },
): Promise<string[] | undefined> {
  const rows = await sql(db, { ...asked, linkIds: asked.linkIds ?? null }).rows<{
    serialNumber: string | null;
  }>(`
    select passes.serial_number
    from hand_outs join claim_links on claim_links.hand_out_id = hand_outs.id
    left join passes on passes.claim_link_id = claim_links.id
    where hand_outs.id = :handOutId and hand_outs.offer_id = :offerId
      and (claim_links.id = any(:linkIds::uuid[]) or :linkIds::uuid[] is null)`);
  if (rows.length === 0) return undefined;
  return rows.flatMap(({ serialNumber }) => serialNumber ?? []);
}
