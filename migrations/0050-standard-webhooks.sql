-- Events of single tickets, signatures by Ed25519, secrets that overlap while they rotate, and receivers that are gone.

alter table webhooks
  -- set: its events are signed by the private key of this one, and secret_sealed holds the private key
  add column public_key text,
  -- signs beside the new secret until then
  add column previous_secret_sealed bytea,
  add column previous_secret_until timestamptz,
  -- when its receiver answered 410: nothing is recorded for it until it takes an event again
  add column stopped_at timestamptz,
  add check ((previous_secret_sealed is null) = (previous_secret_until is null)),
  drop constraint webhooks_events_check,
  add constraint webhooks_events_check check (
    events <@ array['offer.approved', 'offer.sold_out', 'ticket.issued', 'ticket.used',
      'ticket.returned', 'ticket.revoked', 'ticket.cancelled'] and cardinality(events) > 0);

-- The ticket's id in its provider's systems. Random, and a ticket has one provider, so that two providers
-- share no id; gone once the ticket is anonymised.
alter table passes add column provider_ticket_id uuid default gen_random_uuid();
update passes set provider_ticket_id = null where erased_at is not null;

alter table webhook_deliveries
  -- null: a test, which is about no offer
  alter column offer_id drop not null,
  add column ticket_id uuid;
create index on webhook_deliveries (ticket_id) where ticket_id is not null;

create function forget_provider_ticket_id() returns trigger language plpgsql as $$
begin
  delete from webhook_deliveries where ticket_id = old.provider_ticket_id;
  new.provider_ticket_id := null;
  return new;
end
$$;
create trigger forget_provider_ticket_id before update of erased_at on passes
  for each row when (old.erased_at is null and new.erased_at is not null)
  execute function forget_provider_ticket_id();

drop function owe_webhooks(text, uuid, uuid);
create function owe_webhooks(happened text, of_offer uuid, of_provider uuid,
    of_ticket uuid default null, happened_at timestamptz default now(), due timestamptz default now())
  returns void language sql as $$
  insert into webhook_deliveries (webhook_id, event, offer_id, ticket_id, created_at, next_attempt_at)
  select id, happened, of_offer, of_ticket, happened_at, due from webhooks
  where provider_id = of_provider and happened = any(events) and stopped_at is null;
$$;

create or replace function owe_use_webhooks() returns trigger language plpgsql as $$
begin
  perform owe_webhooks('ticket.used', passes.offer_id, passes.provider_id, passes.provider_ticket_id)
  from passes where passes.serial_number = new.serial_number;
  return null;
end
$$;

-- A family with tickets of two providers gets, returns and loses them at the same moment. Told at the end of
-- the hour and dated by the hour, that moment joins no two providers' events. A use and a cancellation are the
-- provider's own doing, and told at once.
create function owe_ticket_webhooks() returns trigger language plpgsql as $$
declare
  hour constant timestamptz := date_trunc('hour', now());
begin
  if new.state = 'revoked' and exists (
      select from offers where offers.id = new.offer_id and cancelled_at is not null) then
    perform owe_webhooks('ticket.cancelled', new.offer_id, new.provider_id, new.provider_ticket_id);
  else
    perform owe_webhooks(
      case when new.state in ('active', 'used') then 'ticket.issued' else 'ticket.' || new.state end,
      new.offer_id, new.provider_id, new.provider_ticket_id, hour, hour + interval '1 hour');
  end if;
  return null;
end
$$;
create trigger owe_issued_webhooks after update of state on passes
  for each row when (old.state = 'pending' and new.state = 'active'
    or old.state <> 'pending' and old.state <> new.state and new.state in ('revoked', 'returned'))
  execute function owe_ticket_webhooks();
-- A ticket in another's place is issued at once.
create trigger owe_replacement_webhooks after insert on passes
  for each row when (new.state in ('active', 'used')) execute function owe_ticket_webhooks();
