-- Webhooks of municipalities, for NAV's systems. They tell of what NAV may know: nothing of use.

alter table webhooks
  alter column provider_id drop not null,
  add column municipality_number text references municipalities,
  add constraint webhook_has_one_owner check (num_nonnulls(provider_id, municipality_number) = 1),
  drop constraint webhooks_events_check,
  add constraint webhooks_events_check check (
    cardinality(events) > 0 and events <@ case
      when provider_id is null
        then array['allocation.issued', 'ticket.lapsed', 'ticket.returned', 'message.failed']
      else array['offer.approved', 'offer.returned', 'offer.sold_out', 'offer.low_on_codes',
        'offer.unfetched', 'ticket.issued', 'ticket.used', 'ticket.returned', 'ticket.revoked',
        'ticket.cancelled'] end);
create index on webhooks (municipality_number) where municipality_number is not null;

-- What NAV's events name. Gone with the message, and once the ticket is anonymised.
alter table webhook_deliveries
  add column allocation_id uuid references allocations on delete cascade,
  add column serial_number text references passes,
  add column message_id uuid references messages on delete cascade,
  add constraint delivery_about_one_thing check (
    num_nonnulls(ticket_id, allocation_id, serial_number, message_id) <= 1);
create index on webhook_deliveries (allocation_id) where allocation_id is not null;
create index on webhook_deliveries (serial_number) where serial_number is not null;
create index on webhook_deliveries (message_id) where message_id is not null;

-- A provider's are seen as before: an allocation records its events, too.
alter table webhooks enable row level security;
create policy service on webhooks to join_api using (true);
create policy officer on webhooks to join_officer
  using (municipality_number is null or municipality_number = any (officer_municipalities()));
alter table webhook_deliveries enable row level security;
create policy service on webhook_deliveries to join_api using (true);
create policy officer on webhook_deliveries to join_officer
  using (exists (select from webhooks where webhooks.id = webhook_id));

create or replace function forget_provider_ticket_id() returns trigger language plpgsql as $$
begin
  delete from webhook_deliveries
  where ticket_id = old.provider_ticket_id or serial_number = old.serial_number;
  new.provider_ticket_id := null;
  return new;
end
$$;

create function owe_nav_webhooks(happened text, of_recipient uuid, of_offer uuid, of_ticket text,
    of_message uuid, happened_at timestamptz, due timestamptz)
  returns void language sql as $$
  insert into webhook_deliveries
    (webhook_id, event, offer_id, serial_number, message_id, created_at, next_attempt_at)
  select webhooks.id, happened, of_offer, of_ticket, of_message, happened_at, due
  from recipients join webhooks on webhooks.municipality_number = recipients.municipality_number
  where recipients.id = of_recipient and happened = any(events) and stopped_at is null;
$$;

-- By the hour, as a provider's events: the moment of what a family does is nobody's.
create function owe_nav_ticket_webhooks() returns trigger language plpgsql as $$
declare
  hour constant timestamptz := date_trunc('hour', now());
begin
  perform owe_nav_webhooks('ticket.' || new.state, new.recipient_id, new.offer_id, new.serial_number,
    null, hour, hour + interval '1 hour');
  return null;
end
$$;
create trigger owe_nav_ticket_webhooks after update of state on passes
  for each row when (old.state <> new.state and new.state in ('lapsed', 'returned')
    and new.recipient_id is not null)
  execute function owe_nav_ticket_webhooks();

-- Messages that announce tickets alone: whether another leaves depends on what is left of the tickets.
create function owe_message_webhooks() returns trigger language plpgsql as $$
begin
  perform owe_nav_webhooks('message.failed', new.recipient_id, null, null, new.id, now(), now());
  return null;
end
$$;
create trigger owe_message_webhooks after update of state on messages
  for each row when (old.state <> 'failed' and new.state = 'failed'
    and num_nonnulls(new.cancelled_offer_id, new.moved_offer_id) = 0
    and not new.repeats and not new.reminds)
  execute function owe_message_webhooks();

-- When all its tickets were issued, or ended before; null until then. NAV's systems are told of it.
-- Those of before count as issued; a default of the same moment for all rows rewrites none.
alter table allocations add column issued_at timestamptz default now();
alter table allocations alter column issued_at drop default;
create index allocations_not_issued on allocations (id) where issued_at is null;
