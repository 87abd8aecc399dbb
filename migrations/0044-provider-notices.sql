-- E-mails that tell a provider's users what happened to their offers: one row for each user and event.
alter table provider_users add column wants_notices boolean not null default true;

create table provider_notices (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references provider_users on delete cascade,
  kind text not null
    check (kind in ('approved', 'returned', 'paused', 'sold_out', 'suspended', 'stated')),
  offer_id uuid references offers,
  -- of a stated settlement
  month text,
  created_at timestamptz not null default now(),
  state text not null default 'owed' check (state in ('owed', 'sent', 'failed')),
  attempts int not null default 0,
  -- also a lease: no other worker tries until then
  next_attempt_at timestamptz not null default now(),
  check ((kind in ('approved', 'returned', 'paused', 'sold_out')) = (offer_id is not null)),
  check ((kind = 'stated') = (month is not null))
);
create index provider_notices_owed on provider_notices (user_id, next_attempt_at) where state = 'owed';
create index on provider_notices (offer_id);
-- Told once: an offer can be sold out again after each returned ticket, and a statement has many lines.
create unique index provider_notices_sold_out on provider_notices (user_id, offer_id)
  where kind = 'sold_out';
create unique index provider_notices_stated on provider_notices (user_id, month) where kind = 'stated';
grant select, insert, update, delete on provider_notices to join_api;

-- Triggers, so that no action which makes such an event can forget to owe it. What the provider must
-- know also goes to users who want no notices.
create function owe_notices(happened text, of_provider uuid, of_offer uuid, of_month text)
  returns void language sql as $$
  insert into provider_notices (user_id, kind, offer_id, month)
  select id, happened, of_offer, of_month from provider_users
  where provider_id = of_provider
    and (wants_notices or happened in ('returned', 'paused', 'suspended'))
  on conflict do nothing;
$$;

create function owe_offer_notices() returns trigger language plpgsql as $$
begin
  if old.state = 'submitted' and new.state = 'open' then
    perform owe_notices('approved', new.provider_id, new.id, null);
  elsif old.state = 'submitted' and new.state = 'returned' then
    perform owe_notices('returned', new.provider_id, new.id, null);
  elsif new.paused_by_office and not old.paused_by_office then
    perform owe_notices('paused', new.provider_id, new.id, null);
  end if;
  if old.allocated < old.quota and new.allocated = new.quota then
    perform owe_notices('sold_out', new.provider_id, new.id, null);
  end if;
  return null;
end
$$;
create trigger owe_offer_notices after update of state, allocated, quota on offers
  for each row
  when (old.state <> new.state or (old.allocated < old.quota and new.allocated = new.quota))
  execute function owe_offer_notices();

create function owe_suspension_notices() returns trigger language plpgsql as $$
begin
  perform owe_notices('suspended', new.id, null, null);
  return null;
end
$$;
create trigger owe_suspension_notices after update of state on providers
  for each row when (old.state <> 'suspended' and new.state = 'suspended')
  execute function owe_suspension_notices();

create function owe_statement_notices() returns trigger language plpgsql as $$
begin
  perform owe_notices('stated', new.provider_id, null, new.month);
  return null;
end
$$;
create trigger owe_statement_notices after insert on settlement_statement_lines
  for each row when (new.refund_ore > 0)
  execute function owe_statement_notices();
