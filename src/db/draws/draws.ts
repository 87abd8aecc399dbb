import type { AgainReason } from "../../domain/reasons.ts";
import type { DrawList, DrawState, PassedOver } from "../../domain/draws/draw.ts";
import type { Texts } from "../../domain/language.ts";
import type { Db, Trx } from "../connect.ts";
import { omitNulls, sql } from "../sql.ts";

export interface Draw {
  id: string;
  municipality: string;
  offerId: string;
  title: Texts;
  state: DrawState;
  againBecause?: AgainReason | undefined;
  list: DrawList;
  /** SHA-256 of the list, in hex as the rest. */
  listHash: string;
  /** SHA-256 of the seed. */
  commitment: string;
  seed?: string | undefined;
  /** Once confirmed: who could not get a ticket any more; in the order of places. */
  passedOver?: PassedOver[] | undefined;
  allocationId?: string | undefined;
  createdAt: Date;
}

const columns = `draws.id, draws.municipality_number as municipality, draws.offer_id, offers.title, draws.state,
  draws.again_because, draws.list, encode(draws.list_hash, 'hex') as list_hash,
  encode(draws.commitment, 'hex') as commitment, encode(draws.seed, 'hex') as seed,
  draws.passed_over, draws.allocation_id, draws.created_at`;

const read = (draw: Draw): Draw =>
  omitNulls(draw, "againBecause", "seed", "passedOver", "allocationId");

/** The municipalities' draw; undefined when they have none with this id. */
export async function findDraw(
  db: Db,
  id: string,
  municipalities: string[],
): Promise<Draw | undefined> {
  const found = await sql(db, { id, municipalities }).row<Draw>(`
    select ${columns} from draws join offers on offers.id = draws.offer_id
    where draws.id = :id::uuid and draws.list is not null
      and draws.municipality_number = any(:municipalities::text[])`);
  return found && read(found);
}

/** Locks the draw, and returns its state and its seed while that is not shown. */
export function lockDraw(
  trx: Trx,
  id: string,
): Promise<{ state: DrawState; seedSealed: Buffer | null; allocationId: string | null }> {
  return sql(trx, { id }).onlyRow(`
    select state, seed_sealed, allocation_id from draws where id = :id for update`);
}

/** The municipality's draws of the offer, the latest first. The caller has locked the offer. */
export function drawsOfOffer(
  db: Db,
  offerId: string,
  municipality: string,
): Promise<{ id: string; state: DrawState }[]> {
  return sql(db, { offerId, municipality }).rows(`
    select id, state from draws
    where offer_id = :offerId and municipality_number = :municipality
    order by created_at desc, id`);
}

/** Inserts a draw with its commitment; its list follows by `setDrawList`. */
export async function insertDraw(
  trx: Trx,
  draw: {
    id: string;
    municipality: string;
    offerId: string;
    againBecause: AgainReason | undefined;
    commitment: string;
    seedSealed: Buffer;
    createdBy: string;
    createdAt: Date;
  },
): Promise<void> {
  await sql(trx, draw).count(`
    insert into draws (id, municipality_number, offer_id, again_because, commitment, seed_sealed, created_by,
      created_at)
    values (:id, :municipality, :offerId, :againBecause, decode(:commitment, 'hex'), :seedSealed, :createdBy,
      :createdAt)`);
}

export async function setDrawList(
  trx: Trx,
  { id, list, listHash }: { id: string; list: DrawList; listHash: string },
): Promise<void> {
  await sql(trx, { id, list: JSON.stringify(list), listHash }).count(`
    update draws set list = :list, list_hash = decode(:listHash, 'hex')
    where id = :id`);
}

/** Closes the draw: shows the seed. */
export async function setDrawClosed(trx: Trx, id: string, seed: Buffer): Promise<void> {
  await sql(trx, { id, seed }).count(`
    update draws set state = 'closed', seed = :seed, seed_sealed = null where id = :id`);
}

export async function setDrawConfirmed(
  trx: Trx,
  { passedOver, ...confirmed }: { id: string; allocationId: string; passedOver: PassedOver[] },
): Promise<void> {
  const passed = passedOver.length > 0 ? JSON.stringify(passedOver) : null;
  await sql(trx, { ...confirmed, passed }).count(`
    update draws set state = 'confirmed', allocation_id = :allocationId, passed_over = :passed::jsonb
    where id = :id`);
}

export async function setDrawStopped(trx: Trx, id: string): Promise<void> {
  await sql(trx, { id }).count("update draws set state = 'stopped' where id = :id");
}

export type DrawSummary = Pick<Draw, "id" | "title" | "state" | "createdAt">;

/** The municipalities' latest hundred draws, newest first. */
export function latestDraws(db: Db, municipalities: string[]): Promise<DrawSummary[]> {
  return sql(db, { municipalities }).rows(`
    select draws.id, offers.title, draws.state, draws.created_at
    from draws join offers on offers.id = draws.offer_id
    where draws.municipality_number = any(:municipalities::text[])
    order by draws.created_at desc, draws.id limit 100`);
}
