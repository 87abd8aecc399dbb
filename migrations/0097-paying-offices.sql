-- A ticket is paid by its child's municipality. The culture office of a municipality that an offer names may decline the
-- offer for it: no more tickets are allocated there.
alter table offers
  -- In the offer's own row, so that an allocation reads it under the lock that it takes.
  add column declined_in text[] not null default '{}',
  add constraint declined_is_approved check (declined_in = '{}' or state in ('open', 'paused', 'closed'));

create trigger touch_declined_offer before update of declined_in on offers
  for each row execute function touch_offer();

create function keep_declined_in_offer() returns trigger language plpgsql as $$
begin
  if not new.declined_in <@ array(
      select municipality_number from offer_municipalities where offer_id = new.id) then
    raise exception 'the offer is not for the municipality'
      using errcode = 'check_violation', constraint = 'declined_is_named';
  end if;
  return new;
end
$$;
create trigger declined_is_named before update of declined_in on offers
  for each row when (new.declined_in <> '{}') execute function keep_declined_in_offer();

-- A new ticket of an allocation is pending; one that takes another's place, on a new phone, is not.
create function refuse_declined_tickets() returns trigger language plpgsql as $$
begin
  if exists (
      select from inserted join offers on offers.id = inserted.offer_id
      where inserted.state = 'pending' and inserted.allocation_id is not null
        and inserted.municipality_number = any(offers.declined_in)) then
    raise exception 'the municipality has declined the offer'
      using errcode = 'check_violation', constraint = 'municipality_declined';
  end if;
  return null;
end
$$;
create trigger municipality_declined after insert on passes
  referencing new table as inserted for each statement execute function refuse_declined_tickets();

-- The offices of the other municipalities that an offer names are told once it is approved, and of each approved change.
alter table office_notices
  drop constraint office_notices_kind_check,
  add constraint office_notices_kind_check
    check (kind in ('offer', 'change', 'moved', 'look', 'opened', 'changed', 'stated'));

create function owe_payer_notices() returns trigger language plpgsql as $$
begin
  perform owe_office_notice(
    case when new.of_change then 'changed' else 'opened' end, named.municipality_number, new.offer_id, null)
  from offers
  join providers on providers.id = offers.provider_id
  join offer_municipalities as named
    on named.offer_id = offers.id and named.municipality_number <> providers.municipality_number
  where offers.id = new.offer_id;
  return null;
end
$$;
create trigger owe_payer_notices after insert on reviews
  for each row when (new.decision = 'approved') execute function owe_payer_notices();
