-- A change of an approved offer that the culture office has to look at stands beside the terms that hold.
alter table offers
  -- the changed terms by their names, null for one that is taken away
  add column pending_terms jsonb,
  add column pending_at timestamptz,
  -- why the culture office returned it; null: it waits
  add column pending_returned text,
  add constraint pending_change_says_when check ((pending_terms is null) = (pending_at is null)),
  add constraint pending_change_is_returned check (pending_returned is null or pending_terms is not null),
  add constraint pending_change_of_running check (pending_terms is null or state in ('open', 'paused'));
create index offers_pending on offers (provider_id) where pending_terms is not null and pending_returned is null;
alter table reviews add column of_change boolean not null default false;

drop trigger touch_offer on offers;
create trigger touch_offer
  before update of state, title, template_version, cancelled_at, moved_at, pending_terms on offers
  for each row execute function touch_offer();

alter table provider_notices drop constraint provider_notices_kind_check,
  add constraint provider_notices_kind_check check (
    kind in ('approved', 'returned', 'paused', 'closed', 'sold_out', 'low_on_codes', 'suspended', 'stated',
      'change_approved', 'change_returned')),
  drop constraint provider_notices_check,
  add constraint provider_notices_check check ((offer_id is not null) = (
    kind in ('approved', 'returned', 'paused', 'closed', 'sold_out', 'low_on_codes', 'change_approved', 'change_returned')));

-- As before; what a provider must know is listed with the returned change.
create or replace function owe_notices(happened text, of_provider uuid, of_offer uuid, of_month text)
  returns void language sql as $$
  insert into provider_notices (user_id, kind, offer_id, month)
  select id, happened, of_offer, of_month from provider_users
  where provider_id = of_provider
    and (wants_notices or happened in ('returned', 'paused', 'closed', 'suspended', 'change_returned'))
  on conflict do nothing;
$$;

create function owe_change_notices() returns trigger language plpgsql as $$
begin
  perform owe_notices('change_' || new.decision, offers.provider_id, offers.id, null)
  from offers where offers.id = new.offer_id;
  return null;
end
$$;
create trigger owe_change_notices after insert on reviews
  for each row when (new.of_change) execute function owe_change_notices();
