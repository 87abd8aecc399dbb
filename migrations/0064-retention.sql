-- Recipients that are not in use any more are erased after as many days as their municipality keeps them.

-- Null: until an officer removes them.
alter table municipalities
  add column recipient_retention_days int check (recipient_retention_days between 30 and 3650);

-- A day on which the recipient was registered, changed, or (to the week) held a ticket. For those of before, the days count from now.
alter table recipients add column in_use_on date not null default current_date;
create index on recipients (municipality_number, in_use_on);

-- As before, without used tickets of a cancelled offer: its unused ones are revoked and count for nothing, so the count told of the use.
create or replace function count_past_ticket() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into past_ticket_counts (recipient_id, month, tickets)
  select id, date_trunc('month', old.created_at, 'Europe/Oslo') at time zone 'Europe/Oslo', 1
  from recipients where id = old.recipient_id
    and not (old.state = 'used' and exists (
      select from offers where offers.id = old.offer_id and cancelled_at < valid_until))
  on conflict (recipient_id, month) do update set tickets = past_ticket_counts.tickets + 1;
  return null;
end
$$;
