-- Codes of the provider's own till or gate, which stand on tickets in place of ours.

-- How the offer's codes are shown and used; null: its tickets bear our own barcode.
alter table offers add column own_codes jsonb;

create table code_batches (
  id uuid primary key default gen_random_uuid(),
  offer_id uuid not null references offers on delete cascade,
  name text not null,
  created_at timestamptz not null
);
create index on code_batches (offer_id);

create table provider_codes (
  id uuid primary key,
  provider_id uuid not null references providers,
  offer_id uuid not null references offers on delete cascade,
  batch_id uuid not null references code_batches on delete cascade,
  code_hash bytea not null,
  -- code and PIN; null once the ticket is anonymised, when nobody needs to read it again
  code_sealed bytea,
  -- the first instant at which it is over; null: never
  expires_at timestamptz,
  state text not null default 'free'
    check (state in ('free', 'reserved', 'revealed', 'used', 'expired', 'withdrawn')),
  -- the ticket that it is bound to
  serial_number text references passes,
  constraint bound_has_ticket check (
    case when state in ('reserved', 'revealed', 'used')
      then (serial_number is null) = (code_sealed is null) else serial_number is null end)
);
create unique index provider_codes_code on provider_codes (provider_id, code_hash);
create unique index provider_codes_ticket on provider_codes (serial_number)
  where serial_number is not null;
create index provider_codes_free on provider_codes (offer_id, expires_at, id) where state = 'free';
create index provider_codes_out on provider_codes (offer_id) where state in ('reserved', 'revealed');
create index on provider_codes (batch_id);
create index provider_codes_to_expire on provider_codes (expires_at) where state = 'free' and expires_at is not null;

grant select, insert, delete on code_batches to join_api;
grant select, insert, update, delete on provider_codes to join_api;

-- What was revealed is burnt: it never becomes free again.
create function refuse_illegal_code_state() returns trigger language plpgsql as $$
begin
  if not (old.state = 'free' and new.state in ('reserved', 'expired', 'withdrawn')
    or old.state = 'reserved' and new.state in ('free', 'revealed')
    or old.state = 'revealed' and new.state = 'used'
    or old.state = 'used' and new.state = 'revealed'
    or old.state = 'expired' and new.state = 'withdrawn') then
    raise exception 'a code cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'legal_code_state';
  end if;
  return new;
end
$$;
create trigger legal_code_state before update of state on provider_codes
  for each row when (old.state <> new.state) execute function refuse_illegal_code_state();

-- A ticket's first fetch reveals its code, its use uses it, its end before the first fetch gives it back.
create function update_code_of_pass() returns trigger language plpgsql as $$
begin
  if new.fetched_at is not null then
    update provider_codes set state = 'revealed'
    where serial_number = new.serial_number and (state = 'reserved' or state = 'used' and new.state = 'active');
    update provider_codes set state = 'used'
    where serial_number = new.serial_number and state = 'revealed' and new.state = 'used';
  elsif new.state in ('revoked', 'returned', 'lapsed', 'expired') then
    update provider_codes set state = 'free', serial_number = null
    where serial_number = new.serial_number and state = 'reserved';
  end if;
  return null;
end
$$;
create trigger update_code_of_pass after update of fetched_at, state on passes
  for each row when (old.fetched_at is null and new.fetched_at is not null or old.state <> new.state)
  execute function update_code_of_pass();

-- As before, and without the code that the holder knows.
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
  update provider_codes set serial_number = null, code_sealed = null
  where serial_number = any(serial_numbers);

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
