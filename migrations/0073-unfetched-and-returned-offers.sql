-- A provider is told once of an offer whose tickets nobody has fetched, and its machines also of a returned one.
alter table offers add column unfetched_told boolean not null default false;

alter table webhooks drop constraint webhooks_events_check,
  add constraint webhooks_events_check check (
    events <@ array['offer.approved', 'offer.returned', 'offer.sold_out', 'offer.low_on_codes', 'offer.unfetched',
      'ticket.issued', 'ticket.used', 'ticket.returned', 'ticket.revoked', 'ticket.cancelled']
    and cardinality(events) > 0);
alter table provider_notices drop constraint provider_notices_kind_check,
  add constraint provider_notices_kind_check check (
    kind in ('approved', 'returned', 'paused', 'closed', 'sold_out', 'low_on_codes', 'unfetched', 'suspended', 'stated',
      'change_approved', 'change_returned')),
  drop constraint provider_notices_check,
  add constraint provider_notices_check check ((offer_id is not null) = (kind not in ('suspended', 'stated')));

create function owe_unfetched_notices() returns trigger language plpgsql as $$
begin
  perform owe_notices('unfetched', new.provider_id, new.id, null);
  perform owe_webhooks('offer.unfetched', new.id, new.provider_id);
  return null;
end
$$;
create trigger owe_unfetched_notices after update of unfetched_told on offers
  for each row when (new.unfetched_told and not old.unfetched_told)
  execute function owe_unfetched_notices();

-- Told once, whatever is written: the mark is never taken away.
create function keep_unfetched_told() returns trigger language plpgsql as $$
begin
  new.unfetched_told := true;
  return new;
end
$$;
create trigger keep_unfetched_told before update of unfetched_told on offers
  for each row when (old.unfetched_told and not new.unfetched_told)
  execute function keep_unfetched_told();

create function owe_returned_webhooks() returns trigger language plpgsql as $$
begin
  perform owe_webhooks('offer.returned', new.id, new.provider_id);
  return null;
end
$$;
create trigger owe_returned_webhooks after update of state on offers
  for each row when (old.state = 'submitted' and new.state = 'returned')
  execute function owe_returned_webhooks();
