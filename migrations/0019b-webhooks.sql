-- Where a provider's systems want to be told what happened. The secret is ciphertext.
create table webhooks (
  id uuid primary key default gen_random_uuid(),
  provider_id uuid not null references providers,
  url text not null,
  events text[] not null check (
    events <@ array['offer.approved', 'offer.sold_out', 'ticket.used'] and cardinality(events) > 0),
  secret_sealed bytea not null,
  created_at timestamptz not null default now()
);
create index on webhooks (provider_id);

-- One event for one webhook. It names the offer, never a ticket or a person.
create table webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  webhook_id uuid not null references webhooks on delete cascade,
  event text not null,
  offer_id uuid not null references offers,
  created_at timestamptz not null default now(),
  state text not null default 'owed' check (state in ('owed', 'delivered', 'failed')),
  attempts int not null default 0,
  -- also a lease: whoever tries now keeps the others from trying at the same time
  next_attempt_at timestamptz not null default now(),
  delivered_at timestamptz,
  -- what the last attempt met: the status, or why there was none
  last_result text
);
create index on webhook_deliveries (webhook_id, created_at desc);
create index on webhook_deliveries (offer_id);
create index webhook_deliveries_owed on webhook_deliveries (next_attempt_at) where state = 'owed';

-- Triggers, so that no action which makes such an event can forget to owe it.
create function owe_webhooks(happened text, of_offer uuid, of_provider uuid) returns void
  language sql as $$
  insert into webhook_deliveries (webhook_id, event, offer_id)
  select id, happened, of_offer from webhooks
  where provider_id = of_provider and happened = any(events);
$$;

create function owe_offer_webhooks() returns trigger language plpgsql as $$
begin
  if old.state = 'submitted' and new.state = 'open' then
    perform owe_webhooks('offer.approved', new.id, new.provider_id);
  end if;
  if old.allocated < old.quota and new.allocated = new.quota then
    perform owe_webhooks('offer.sold_out', new.id, new.provider_id);
  end if;
  return null;
end
$$;
create trigger owe_offer_webhooks after update of state, allocated, quota on offers
  for each row
  when (old.state <> new.state or old.allocated <> new.allocated or old.quota <> new.quota)
  execute function owe_offer_webhooks();

create function owe_use_webhooks() returns trigger language plpgsql as $$
begin
  perform owe_webhooks('ticket.used', new.offer_id, offers.provider_id)
  from offers where offers.id = new.offer_id;
  return null;
end
$$;
create trigger owe_use_webhooks after insert on redemptions
  for each row when (new.accepted) execute function owe_use_webhooks();
