import type { NavState } from "../../domain/passes/nav-state.ts";
import type { Pass } from "../../domain/passes/pass.ts";
import { isCodeShown } from "../codes/shown-codes.ts";
import type { Db, Trx } from "../connect.ts";
import { live } from "../live.ts";
import { navStateColumns, withNavState, type NavStateRow } from "../nav-state.ts";
import { sql } from "../sql.ts";

export function findPass(db: Db, serialNumber: string): Promise<Pass | undefined> {
  return sql(db, { serialNumber }).row(`
    select passes.serial_number, passes.ticket_number, passes.offer_id, passes.provider_id,
      passes.state, passes.uses_left, passes.version, passes.last_modified, passes.ended_at,
      passes.erased_at is not null as erased, passes.token_key_id
    from passes where passes.serial_number = :serialNumber`);
}

/** The serial number of the provider's ticket with this ticket number. */
export function findNumberedPass(
  db: Db,
  providerId: string,
  ticketNumber: string,
): Promise<string | undefined> {
  return sql(db, { providerId, ticketNumber })
    .column<string>(
      `select serial_number from passes
      where provider_id = :providerId and ticket_number = :ticketNumber`,
    )
    .then(([serialNumber]) => serialNumber);
}

/** Whether the ticket is this holder's: a recipient's, or the one that a claim link of its own opens. */
export async function isPassOf(db: Db, serialNumber: string, holderId: string): Promise<boolean> {
  const found = await sql(db, { serialNumber, holderId }).count(`
    select from passes
    where serial_number = :serialNumber and :holderId in (recipient_id, claim_link_id)`);
  return found > 0;
}

/** Sets the offer's new content version on all of its live tickets; locks them in order first. */
export async function bumpVersionsOfOffer(
  trx: Trx,
  offerId: string,
  contentVersion: number,
): Promise<number> {
  const { count } = sql(trx, { offerId, contentVersion });
  await count(`
    select from passes where offer_id = :offerId and state in ${live}
    order by serial_number for no key update`);
  return count(`
    update passes set content_version = :contentVersion
    where offer_id = :offerId and state in ${live}`);
}

/**
 * Raises the content version of all offers of the provider and their live tickets, after a change of
 * its name or place: locks the offers in order, then the tickets. Returns the offers with how many tickets each.
 */
export async function bumpVersionsOfProvider(
  trx: Trx,
  providerId: string,
): Promise<{ offerId: string; tickets: number }[]> {
  const { count, rows } = sql(trx, { providerId });
  await count("select from offers where provider_id = :providerId order by id for no key update");
  await count(`
    select from passes where state in ${live}
      and offer_id in (select id from offers where provider_id = :providerId)
    order by serial_number for no key update`);
  return rows(`
    with shown as (
      update offers set content_version = content_version + 1 where provider_id = :providerId
      returning id, content_version
    ), tickets as (
      update passes set content_version = shown.content_version from shown
      where passes.offer_id = shown.id and passes.state in ${live}
      returning passes.offer_id
    )
    select shown.id as offer_id, count(tickets.offer_id)::int as tickets
    from shown left join tickets on tickets.offer_id = shown.id group by shown.id`);
}

/** A ticket as NAV follows it: never whether, where or when it was used. */
export interface PassDetails {
  serialNumber: string;
  allocationId: string;
  offerId: string;
  state: NavState;
  /** null: it is pending, or ended before. */
  issuedAt: Date | null;
  fetched: boolean;
  /** A code of the provider's own was shown: it works until the provider blocks it. */
  codeShown: boolean;
  /** Phones that hold it. */
  wallets: { apple: number; google: number };
}

/** The ticket of a recipient of the municipalities; undefined otherwise, and once it is anonymised. */
export async function findPassDetails(
  db: Db,
  serialNumber: string,
  visible: { municipalities: string[]; at: Date },
): Promise<PassDetails | undefined> {
  const found = await sql(db, { serialNumber, ...visible }).row<NavStateRow<PassDetails>>(`
    select passes.serial_number, passes.offer_id, ${navStateColumns},
      coalesce(passes.allocation_id, (
        select current.allocation_id from passes as current
        where current.serial_number = passes.replaced_by)) as allocation_id,
      passes.issued_at, passes.fetched_at is not null as fetched, ${isCodeShown} as code_shown,
      json_build_object(
        'apple', (select count(*) from registrations
          where registrations.serial_number = passes.serial_number),
        'google', coalesce(passes.google_saved, false)::int
      ) as wallets
    from passes
    join offers on offers.id = passes.offer_id
    join recipients on recipients.id = passes.recipient_id
    where passes.serial_number = :serialNumber
      and recipients.municipality_number = any(:municipalities::text[])`);
  return found && withNavState(found);
}
