-- Accepted scans that door staff undid within a minute. Redemptions are never changed, so a row here
-- takes one out of the counts.
create table redemption_undos (
  redemption_id uuid primary key references redemptions,
  undone_at timestamptz not null
);
grant select, insert on redemption_undos to join_api;
revoke update, delete on redemption_undos from join_api;

-- The accepted scans that took a use: what statistics and settlements count.
create or replace view counted_redemptions as
select id, door_device_id, scan_id, serial_number, offer_id, scanned_at, received_at, admitted
from redemptions
where accepted
  and not exists (
    select from extra_admissions where extra_admissions.redemption_id = redemptions.id)
  and not exists (
    select from redemption_undos where redemption_undos.redemption_id = redemptions.id);

-- As before, and back again when the last use is undone.
create or replace function refuse_illegal_pass_state() returns trigger language plpgsql as $$
begin
  if not (old.state = 'pending' and new.state in ('active', 'expired', 'revoked', 'returned', 'lapsed')
    or old.state = 'active' and new.state in ('used', 'expired', 'revoked', 'returned', 'lapsed')
    or old.state = 'used' and new.state = 'active') then
    raise exception 'a pass cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'legal_pass_state';
  end if;
  return new;
end
$$;

-- As before, and of an undo the day alone.
create or replace function anonymise_passes(serial_numbers text[], moment timestamptz) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into allocation_counts (allocation_id, offer_id, state, tickets, fetched)
  select allocation_id, offer_id, state, count(*), count(fetched_at) from passes
  where serial_number = any(serial_numbers) and allocation_id is not null
  group by allocation_id, offer_id, state order by allocation_id, offer_id, state
  on conflict (allocation_id, offer_id, state) do update
  set tickets = allocation_counts.tickets + excluded.tickets,
    fetched = allocation_counts.fetched + excluded.fetched;

  update redemption_undos set undone_at = date_trunc('day', undone_at, 'Europe/Oslo')
  from redemptions
  where redemptions.id = redemption_id and serial_number = any(serial_numbers);
  update redemptions set serial_number = null, scan_id = id::text, uses_left = null,
    scanned_at = date_trunc('day', scanned_at, 'Europe/Oslo'),
    received_at = date_trunc('day', received_at, 'Europe/Oslo')
  where serial_number = any(serial_numbers);
  update audit_events set subject = 'anonymised' where subject = any(serial_numbers);
  delete from revocation_reasons where serial_number = any(serial_numbers);
  delete from google_events where serial_number = any(serial_numbers);
  delete from google_refusals where serial_number = any(serial_numbers);
  delete from google_notices where id = any(serial_numbers);
  delete from google_leases
  where key in (select 'object ' || serial_number from unnest(serial_numbers) as serial_number)
    and until <= now() and coalesce(in_doubt_until <= now(), true);

  update passes set recipient_id = null, message_id = null, allocation_id = null, ticket_number = null,
    created_at = date_trunc('day', created_at, 'Europe/Oslo'),
    issued_at = date_trunc('day', issued_at, 'Europe/Oslo'),
    fetched_at = date_trunc('day', fetched_at, 'Europe/Oslo'),
    claim_until = date_trunc('day', claim_until, 'Europe/Oslo'),
    ended_at = date_trunc('day', ended_at, 'Europe/Oslo'),
    erased_at = coalesce(erased_at, moment)
  where serial_number = any(serial_numbers);
end
$$;

-- What a scanner let in today.
create index on redemptions (door_device_id, scanned_at) where accepted;
