-- E-mails that tell a culture office what waits for it, at an address that it sets for each municipality.
create table culture_contacts (
  id uuid primary key default gen_random_uuid(),
  municipality_number text not null unique references municipalities,
  email_sealed bytea not null,
  language text not null check (language in ('nb', 'nn')),
  wants_notices boolean not null
);

create table office_notices (
  id uuid primary key default gen_random_uuid(),
  contact_id uuid not null references culture_contacts on delete cascade,
  kind text not null check (kind in ('offer', 'change', 'stated')),
  offer_id uuid references offers on delete cascade,
  -- of a stated settlement
  month text,
  -- How often the office had decided on the offer, and the day: an offer that is withdrawn and sent again is told of
  -- once a day, and anew after each decision.
  decisions int not null default 0,
  day date not null default (now() at time zone 'Europe/Oslo')::date,
  created_at timestamptz not null default now(),
  -- of the one e-mail that tells of it, together with what else was due
  mail_id uuid,
  -- dropped: it no longer waited when it was to be told
  state text not null default 'owed' check (state in ('owed', 'sent', 'failed', 'dropped')),
  attempts int not null default 0,
  -- Also a lease: no other worker tries until then. What comes within two minutes is told together.
  next_attempt_at timestamptz not null default now() + interval '2 minutes',
  check ((kind = 'stated') = (month is not null)),
  check ((kind <> 'stated') = (offer_id is not null))
);
create index office_notices_owed on office_notices (contact_id, next_attempt_at) where state = 'owed';
create index on office_notices (offer_id);
create unique index office_notices_offer on office_notices (contact_id, offer_id, kind, decisions, day)
  where offer_id is not null;
create unique index office_notices_stated on office_notices (contact_id, month) where month is not null;

grant select, insert, update, delete on culture_contacts, office_notices to join_api;
-- No policy for join_officer: NAV sees none of them.
alter table culture_contacts enable row level security;
create policy service on culture_contacts to join_api using (true);
alter table office_notices enable row level security;
create policy service on office_notices to join_api using (true);

-- Triggers, so that no action after which something waits can forget to owe it.
create function owe_office_notice(happened text, of_municipality text, of_offer uuid, of_month text)
  returns void language sql as $$
  insert into office_notices (contact_id, kind, offer_id, month, decisions)
  select id, happened, of_offer, of_month, (select count(*) from reviews where offer_id = of_offer)
  from culture_contacts
  where municipality_number = of_municipality and wants_notices
  on conflict do nothing;
$$;

create function owe_office_offer_notice() returns trigger language plpgsql as $$
begin
  perform owe_office_notice(
    case when new.state = 'submitted' then 'offer' else 'change' end,
    (select municipality_number from providers where id = new.provider_id), new.id, null);
  return null;
end
$$;
create trigger owe_office_offer_notice after update of state, pending_terms, pending_returned on offers
  for each row
  when (old.state <> 'submitted' and new.state = 'submitted'
    or new.pending_terms is not null and new.pending_returned is null
      and (old.pending_terms is null or old.pending_returned is not null))
  execute function owe_office_offer_notice();

create function owe_office_statement_notice() returns trigger language plpgsql as $$
begin
  perform owe_office_notice('stated', new.municipality_number, null, new.month);
  return null;
end
$$;
create trigger owe_office_statement_notice after insert on settlement_statement_lines
  for each row when (new.refund_ore > 0)
  execute function owe_office_statement_notice();
