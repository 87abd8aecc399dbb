-- A provider is told once after each upload that few codes are left: fewer than a tenth of the quota, or than five.
-- Whether that was told since this batch was uploaded.
alter table code_batches add column low_told boolean not null default false;
grant update on code_batches to join_api;

alter table webhooks drop constraint webhooks_events_check,
  add constraint webhooks_events_check check (
    events <@ array['offer.approved', 'offer.sold_out', 'offer.low_on_codes', 'ticket.issued', 'ticket.used',
      'ticket.returned', 'ticket.revoked', 'ticket.cancelled'] and cardinality(events) > 0);
alter table provider_notices drop constraint provider_notices_kind_check,
  add constraint provider_notices_kind_check
    check (kind in ('approved', 'returned', 'paused', 'sold_out', 'low_on_codes', 'suspended', 'stated')),
  drop constraint provider_notices_check,
  add constraint provider_notices_check check (
    (kind in ('approved', 'returned', 'paused', 'sold_out', 'low_on_codes')) = (offer_id is not null));

create function owe_low_on_codes() returns trigger language plpgsql as $$
declare
  of record;
begin
  for of in
    select offers.id, offers.provider_id, offers.quota, offers.valid_until from offers
    where id in (
      select after.offer_id from new_codes as after join old_codes as before on before.id = after.id
      where before.state = 'free' and after.state <> 'free')
    order by id
  loop
    if (select count(*) from provider_codes
        where offer_id = of.id and state = 'free' and (expires_at is null or expires_at >= of.valid_until))
      < greatest(5, of.quota / 10.0)
    then
      update code_batches set low_told = true where offer_id = of.id and not low_told;
      if found then
        perform owe_notices('low_on_codes', of.provider_id, of.id, null);
        perform owe_webhooks('offer.low_on_codes', of.id, of.provider_id);
      end if;
    end if;
  end loop;
  return null;
end
$$;
create trigger owe_low_on_codes after update on provider_codes
  referencing old table as old_codes new table as new_codes
  for each statement execute function owe_low_on_codes();
