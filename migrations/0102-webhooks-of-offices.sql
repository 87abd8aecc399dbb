-- Webhooks of culture offices: their systems are told of what waits, as their people are by e-mail.
alter table webhooks
  -- of the municipality's culture office, not of NAV
  add column of_office boolean not null default false,
  add constraint office_webhook_is_of_municipality check (not of_office or municipality_number is not null),
  drop constraint webhooks_events_check,
  add constraint webhooks_events_check check (
    cardinality(events) > 0 and events <@ case
      when of_office then array['offer.submitted', 'offer.change_submitted', 'settlement.stated']
      when provider_id is null
        then array['allocation.issued', 'ticket.lapsed', 'ticket.returned', 'message.failed']
      else array['offer.approved', 'offer.returned', 'offer.change_approved', 'offer.change_returned',
        'offer.paused', 'offer.closed', 'offer.sold_out', 'offer.low_on_codes', 'offer.unfetched',
        'provider.suspended', 'provider.resumed', 'settlement.stated',
        'ticket.issued', 'ticket.used', 'ticket.returned', 'ticket.revoked', 'ticket.cancelled'] end);

-- NAV sees none of them.
drop policy officer on webhooks;
create policy officer on webhooks to join_officer
  using (municipality_number is null
    or not of_office and municipality_number = any (officer_municipalities()));

-- As before, and the office's webhooks, whether or not somebody wants e-mail.
create or replace function owe_office_notice(happened text, of_municipality text, of_offer uuid, of_month text)
  returns void language sql as $$
  insert into office_notices (contact_id, kind, offer_id, month, decisions)
  select id, happened, of_offer, of_month, (select count(*) from reviews where offer_id = of_offer)
  from culture_contacts
  where municipality_number = of_municipality and wants_notices
  on conflict do nothing;
  insert into webhook_deliveries (webhook_id, event, offer_id, month)
  select webhooks.id, happening.event, of_offer, of_month
  from (values ('offer', 'offer.submitted'), ('change', 'offer.change_submitted'), ('stated', 'settlement.stated'))
    as happening (kind, event)
  join webhooks on webhooks.of_office and webhooks.municipality_number = of_municipality
    and happening.event = any(webhooks.events) and webhooks.stopped_at is null
  where happening.kind = happened
  on conflict do nothing;
$$;
