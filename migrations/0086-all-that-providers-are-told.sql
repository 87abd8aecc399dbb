-- A provider's machines are told of all that its people are told of by e-mail. Both are told when a suspension ends.

alter table webhooks drop constraint webhooks_events_check,
  add constraint webhooks_events_check check (
    cardinality(events) > 0 and events <@ case
      when provider_id is null
        then array['allocation.issued', 'ticket.lapsed', 'ticket.returned', 'message.failed']
      else array['offer.approved', 'offer.returned', 'offer.change_approved', 'offer.change_returned',
        'offer.paused', 'offer.closed', 'offer.sold_out', 'offer.low_on_codes', 'offer.unfetched',
        'provider.suspended', 'provider.resumed', 'settlement.stated',
        'ticket.issued', 'ticket.used', 'ticket.returned', 'ticket.revoked', 'ticket.cancelled'] end);

alter table webhook_deliveries
  -- of a stated settlement
  add column month text,
  add constraint delivery_of_statement_says_month check ((event = 'settlement.stated') = (month is not null));
-- Told once: a statement has many lines.
create unique index webhook_deliveries_stated on webhook_deliveries (webhook_id, month) where month is not null;

alter table provider_notices drop constraint provider_notices_kind_check,
  add constraint provider_notices_kind_check check (
    kind in ('approved', 'returned', 'paused', 'closed', 'sold_out', 'low_on_codes', 'unfetched', 'suspended', 'resumed',
      'stated', 'change_approved', 'change_returned')),
  drop constraint provider_notices_check,
  add constraint provider_notices_check check (
    (offer_id is not null) = (kind not in ('suspended', 'resumed', 'stated')));

-- The event of each kind of notice. Null: its event is owed where the notice is.
create function event_of_notice(kind text) returns text language sql immutable as $$
  select case kind
    when 'change_approved' then 'offer.change_approved'
    when 'change_returned' then 'offer.change_returned'
    when 'paused' then 'offer.paused'
    when 'closed' then 'offer.closed'
    when 'suspended' then 'provider.suspended'
    when 'resumed' then 'provider.resumed'
    when 'stated' then 'settlement.stated'
  end;
$$;

create or replace function owe_notices(happened text, of_provider uuid, of_offer uuid, of_month text)
  returns void language sql as $$
  insert into provider_notices (user_id, kind, offer_id, month)
  select id, happened, of_offer, of_month from provider_users
  where provider_id = of_provider
    and (wants_notices
      or happened in ('returned', 'paused', 'closed', 'suspended', 'resumed', 'change_returned'))
  on conflict do nothing;
  insert into webhook_deliveries (webhook_id, event, offer_id, month)
  select id, event_of_notice(happened), of_offer, of_month from webhooks
  where provider_id = of_provider and event_of_notice(happened) = any(events) and stopped_at is null
  on conflict do nothing;
$$;

create function owe_resumption_notices() returns trigger language plpgsql as $$
begin
  perform owe_notices('resumed', new.id, null, null);
  return null;
end
$$;
create trigger owe_resumption_notices after update of state on providers
  for each row when (old.state = 'suspended' and new.state = 'approved')
  execute function owe_resumption_notices();
