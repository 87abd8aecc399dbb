-- Why the culture office paused or closed one offer, for its provider to read.
alter table offers
  add column closed_by_office boolean not null default false,
  add column office_reason text,
  add constraint closed_by_office_is_closed check (not closed_by_office or state = 'closed'),
  add constraint office_reason_is_of_office
    check (office_reason is null or paused_by_office or closed_by_office);

alter table provider_notices drop constraint provider_notices_kind_check,
  add constraint provider_notices_kind_check check (kind in
    ('approved', 'returned', 'paused', 'closed', 'sold_out', 'low_on_codes', 'suspended', 'stated')),
  drop constraint provider_notices_check,
  add constraint provider_notices_check check (
    (kind in ('approved', 'returned', 'paused', 'closed', 'sold_out', 'low_on_codes')) = (offer_id is not null));

-- As before; an offer that the office closes is told, too, always.
create or replace function owe_notices(happened text, of_provider uuid, of_offer uuid, of_month text)
  returns void language sql as $$
  insert into provider_notices (user_id, kind, offer_id, month)
  select id, happened, of_offer, of_month from provider_users
  where provider_id = of_provider
    and (wants_notices or happened in ('returned', 'paused', 'closed', 'suspended'))
  on conflict do nothing;
$$;

create or replace function owe_offer_notices() returns trigger language plpgsql as $$
begin
  if old.state = 'submitted' and new.state = 'open' then
    perform owe_notices('approved', new.provider_id, new.id, null);
  elsif old.state = 'submitted' and new.state = 'returned' then
    perform owe_notices('returned', new.provider_id, new.id, null);
  elsif new.paused_by_office and not old.paused_by_office then
    perform owe_notices('paused', new.provider_id, new.id, null);
  elsif new.closed_by_office and not old.closed_by_office then
    perform owe_notices('closed', new.provider_id, new.id, null);
  end if;
  if old.allocated < old.quota and new.allocated = new.quota then
    perform owe_notices('sold_out', new.provider_id, new.id, null);
  end if;
  return null;
end
$$;

-- The office also takes over a pause of the provider's, which leaves the state as it is.
drop trigger owe_offer_notices on offers;
create trigger owe_offer_notices after update of state, allocated, quota, paused_by_office on offers
  for each row
  when (old.state <> new.state or old.paused_by_office <> new.paused_by_office
    or (old.allocated < old.quota and new.allocated = new.quota))
  execute function owe_offer_notices();
