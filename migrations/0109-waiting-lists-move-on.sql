-- A child that the officer does not see keeps a ticket only where it could get one: the year in which its age counts is the
-- caller's. `hidden_waiting(uuid)` stays for processes of before.
create function hidden_waiting(offer uuid, in_year int) returns int
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int
  from waiting_places join recipients on recipients.id = waiting_places.recipient_id
  join offers on offers.id = waiting_places.offer_id
  where waiting_places.offer_id = offer and allocation_id is null and not declined and restricted
    and in_year - recipients.birth_year between offers.age_from and offers.age_to
    and recipients.municipality_number <> all (offers.declined_in)
    and is_hidden(recipients.municipality_number, restricted);
$$;
revoke execute on function hidden_waiting(uuid, int) from public;
grant execute on function hidden_waiting(uuid, int) to join_api;

-- More free codes are tickets that come free: a child that declined one and kept its place is proposed again.
create function propose_again_for_codes() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update waiting_places set declined = false
  where declined and offer_id in (select offer_id from changed where state = 'free');
  return null;
end
$$;
revoke execute on function propose_again_for_codes() from public;
create trigger propose_again_for_new_codes after insert on provider_codes
  referencing new table as changed
  for each statement execute function propose_again_for_codes();
