-- What people can say and type: eight random digits and Damm's check digit, unique within the provider.

-- Every wrong digit and every swap of neighbours shows in the check digit (H. Michael Damm's quasigroup).
create function with_check_digit(digits text) returns text language plpgsql immutable strict as $$
declare
  quasigroup constant text := '0317598642709215486342068713591750983426612304597836742095815869720134'
    '894536201794386172052581436790';
  interim int := 0;
begin
  for place in 1 .. length(digits) loop
    interim := substr(quasigroup, interim * 10 + substr(digits, place, 1)::int + 1, 1)::int;
  end loop;
  return digits || interim;
end
$$;

-- From the generator of random UUIDs, which cannot be foretold as random() can.
create function new_ticket_number() returns text language sql volatile as $$
  select with_check_digit(lpad(
    (('x' || substr(md5(gen_random_uuid()::text), 1, 15))::bit(60)::bigint % 100000000)::text,
    8, '0'))
$$;

alter table passes
  add column provider_id uuid,
  -- null once the ticket is anonymised
  add column ticket_number text;

create function number_pass() returns trigger language plpgsql as $$
begin
  select provider_id into new.provider_id from offers where id = new.offer_id;
  new.ticket_number := new_ticket_number();
  return new;
end
$$;
create trigger number_pass before insert on passes for each row execute function number_pass();

update passes
set provider_id = offers.provider_id,
  ticket_number = case when erased_at is null then new_ticket_number() end
from offers where offers.id = passes.offer_id;

-- Of many tickets a few draw the same number; all but one of these draw again.
create procedure draw_doubles_again() language plpgsql as $$
begin
  loop
    update passes set ticket_number = new_ticket_number()
    from (
      select serial_number,
        row_number() over (partition by provider_id, ticket_number order by serial_number) as place
      from passes where ticket_number is not null
    ) as drawn
    where drawn.serial_number = passes.serial_number and drawn.place > 1;
    exit when not found;
  end loop;
end
$$;
call draw_doubles_again();
drop procedure draw_doubles_again();

alter table passes alter column provider_id set not null;
create unique index passes_ticket_number on passes (provider_id, ticket_number);
alter table passes
  add constraint has_ticket_number check (erased_at is not null or ticket_number is not null);

-- As before, and without the number that the holder knows.
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
