-- Children with a protected address, whom only officers with a role of its own see: in the clear, since every list, search and count has to
-- leave them out. Nothing but set_restricted() writes it; `migrate` fills it in for those of before, since it has the keys.
-- Null: of before, and not filled in yet; seen by all, as before.
alter table recipients add column restricted boolean;
alter table recipients alter column restricted set default false;
create index recipients_not_filled_in on recipients (id) where restricted is null;
create index recipients_restricted on recipients (municipality_number) where restricted;

-- The municipalities of whose protected children the officer of this transaction sees; none without the setting.
create function officer_protected() returns text[] language sql stable
  return coalesce(string_to_array(current_setting('join.protected', true), ','), '{}');

drop policy officer on recipients;
create policy officer on recipients to join_officer
  using (municipality_number = any (officer_municipalities())
    and (restricted is not true or municipality_number = any (officer_protected())));

-- The setting is empty, not null, once another transaction of the connection had one.
create function is_officer() returns boolean language sql stable
  return current_setting('role') = 'join_officer';

-- Whether a recipient is one whom the officer's role alone hides. Of the service none is.
create function is_hidden(municipality text, restricted boolean) returns boolean language sql stable
  return coalesce(restricted, false) and is_officer() and coalesce(municipality = any (officer_municipalities()), false)
    and not municipality = any (officer_protected());

-- Marks recipients whom the officer sees, as the last step of a transaction: from then on it may not see them itself.
create function set_restricted(ids uuid[], flags boolean[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update recipients set restricted = given.flag
  from unnest(ids, flags) as given (id, flag)
  where recipients.id = given.id and restricted is distinct from given.flag
    and (not is_officer() or municipality_number = any (officer_municipalities())
      and not is_hidden(municipality_number, restricted));
  -- Systems of NAV's are told of no protected child, not of one that was not protected yet either.
  delete from webhook_deliveries using webhooks, recipients
  where webhooks.id = webhook_id and webhooks.municipality_number is not null
    and recipients.id = any (ids) and restricted
    and (serial_number in (select serial_number from passes where recipient_id = recipients.id)
      or message_id in (select id from messages where recipient_id = recipients.id));
end
$$;
revoke execute on function set_restricted(uuid[], boolean[]) from public;
grant execute on function set_restricted(uuid[], boolean[]) to join_api;

-- What an officer has to know of children whom it does not see, without which: a reference that is taken, a part of an
-- allocation, how many stand behind which row of a draw, and how many tickets are not its to give.
create function hidden_references(lookups bytea[]) returns setof bytea
  language sql stable security definer set search_path = public, pg_temp as $$
  select reference_lookup from recipients
  where reference_lookup = any (lookups) and restricted
    and is_hidden(municipality_number, restricted);
$$;
-- The allocations that gave or refused a ticket to such a child; with `wholly` those that did so to no other of the
-- officer's. Read once for a statement.
create function hidden_allocations(wholly boolean) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  with hidden as materialized (
    select id from recipients
    where restricted and municipality_number = any (officer_municipalities())
      and is_hidden(municipality_number, restricted)
  ), parts as (
    select allocation_id from passes join hidden on hidden.id = recipient_id
    where allocation_id is not null
    union
    select allocations.id
    from allocations cross join jsonb_array_elements(refusals) as refusal
    join hidden on hidden.id = (refusal ->> 'recipientId')::uuid
    where refusals <> '[]' and municipalities && officer_municipalities()
  )
  select allocation_id from parts
  where not wholly or not exists (
    select from passes join recipients on recipients.id = recipient_id
    where passes.allocation_id = parts.allocation_id
      and recipients.municipality_number = any (officer_municipalities())
      and recipients.id not in (select id from hidden)
  ) and not exists (
    select from allocations
    cross join jsonb_array_elements(refusals) as refusal
    join recipients on recipients.id = (refusal ->> 'recipientId')::uuid
    where allocations.id = parts.allocation_id
      and recipients.municipality_number = any (officer_municipalities())
      and recipients.id not in (select id from hidden));
$$;
create function hidden_draw_rows(draw uuid) returns table (row_id text, children int)
  language sql stable security definer set search_path = public, pg_temp as $$
  select draw_children.row_id, count(*)::int
  from draw_children join recipients on recipients.id = draw_children.recipient_id
  where draw_children.draw_id = draw and restricted
    and is_hidden(municipality_number, restricted)
  group by draw_children.row_id;
$$;
create function hidden_waiting(offer uuid) returns int
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int
  from waiting_places join recipients on recipients.id = waiting_places.recipient_id
  where waiting_places.offer_id = offer and allocation_id is null and not declined and restricted
    and is_hidden(municipality_number, restricted);
$$;
revoke execute on function hidden_references(bytea[]), hidden_allocations(boolean),
  hidden_draw_rows(uuid), hidden_waiting(uuid) from public;
grant execute on function hidden_references(bytea[]), hidden_allocations(boolean),
  hidden_draw_rows(uuid), hidden_waiting(uuid) to join_api;

drop policy officer on allocations;
create policy officer on allocations to join_officer
  using (municipalities && officer_municipalities()
    and id <> all (array(select hidden_allocations(true))));

create or replace function owe_nav_webhooks(happened text, of_recipient uuid, of_offer uuid, of_ticket text,
    of_message uuid, happened_at timestamptz, due timestamptz)
  returns void language sql as $$
  insert into webhook_deliveries
    (webhook_id, event, offer_id, serial_number, message_id, created_at, next_attempt_at)
  select webhooks.id, happened, of_offer, of_ticket, of_message, happened_at, due
  from recipients join webhooks on webhooks.municipality_number = recipients.municipality_number
  where recipients.id = of_recipient and restricted is not true
    and happened = any(events) and stopped_at is null;
$$;

-- Keys of NAV's systems from before go on seeing what they saw.
alter table api_keys
  add column sees_protected boolean not null default false,
  add constraint nav_sees_protected check (not sees_protected or role = 'nav');
update api_keys set sees_protected = true where role = 'nav';
