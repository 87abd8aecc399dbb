import { randomUUID } from "node:crypto";
import type { OfficeNotice } from "../../domain/providers/office-mail.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** A due notice to a culture office. */
export interface DueOfficeNotice extends OfficeNotice {
  id: string;
  mailId: string;
  attempts: number;
}

/** Contacts of culture offices with a due notice. */
export function officesToTell(db: Db, now: Date): Promise<string[]> {
  return sql(db, { now }).column(`
    select distinct contact_id from office_notices
    where state = 'owed' and next_attempt_at <= :now limit 1000`);
}

/**
 * The contact's due notices, each counted as attempted and postponed: 1, 4, 16, 64 minutes, then four hours. Those
 * that are due for the first time are gathered in one e-mail, and stay in it. Drops those whose offer no longer waits,
 * or was declined by the office that pays, or whose office wants none.
 *
 * The offers are locked until commit, before what they are told of is read: one that is sent again at that moment waits
 * for the drop, after which the database owes a new notice. It owes none beside one that has not been dropped yet.
 */
export async function takeDueOfficeNotices(
  trx: Trx,
  contactId: string,
  at: Date,
): Promise<DueOfficeNotice[]> {
  const { count, rows } = sql(trx, { contactId, at, mailId: randomUUID() });
  await rows(`
    select id from offers
    where id in (
      select offer_id from office_notices
      where contact_id = :contactId and state = 'owed' and next_attempt_at <= :at)
    order by id for share`);
  await count(`
    update office_notices as notices set state = 'dropped'
    from culture_contacts as contacts
    where contacts.id = :contactId and notices.contact_id = contacts.id
      and notices.state = 'owed' and next_attempt_at <= :at
      and (not wants_notices or exists (
        select from offers where offers.id = notices.offer_id and not case notices.kind
          when 'offer' then offers.state = 'submitted'
          when 'change' then pending_terms is not null and pending_returned is null
          when 'opened' then offers.state in ('open', 'paused')
            and contacts.municipality_number <> all(offers.declined_in)
          when 'changed' then contacts.municipality_number <> all(offers.declined_in)
          else true
        end))`);
  await count(`
    update office_notices set mail_id = :mailId
    where contact_id = :contactId and state = 'owed' and mail_id is null and next_attempt_at <= :at`);
  return rows(`
    with due as (
      select id from office_notices
      where contact_id = :contactId and state = 'owed' and next_attempt_at <= :at
      order by id for no key update skip locked
    ), taken as (
      update office_notices
      set attempts = attempts + 1,
        next_attempt_at = :at::timestamptz + least(power(4, attempts) * interval '1 minute', interval '4 hours')
      where id in (select id from due)
      returning id, mail_id, kind, attempts, offer_id, month, created_at
    )
    select taken.id, mail_id, kind, attempts, offer_id, month, title, providers.name as provider,
      municipalities.name as office
    from taken
    left join offers on offers.id = offer_id
    left join providers on providers.id = offers.provider_id
    left join municipalities on municipalities.number = providers.municipality_number
    order by taken.created_at, taken.id`);
}

/** Ends notices, and deletes what their office was told more than 90 days before. */
export async function endOfficeNotices(
  trx: Trx,
  ended: { contactId: string; ids: string[]; state: "sent" | "failed"; at: Date },
): Promise<void> {
  const { count } = sql(trx, ended);
  await count("update office_notices set state = :state where id = any(:ids::uuid[])");
  await count(`
    delete from office_notices
    where state <> 'owed' and created_at < :at::timestamptz - interval '90 days'
      and contact_id = :contactId`);
}
