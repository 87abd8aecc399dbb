-- A provider takes back what it handed in, and throws away what nobody has approved.
create or replace function refuse_illegal_offer_state() returns trigger language plpgsql as $$
begin
  if not (old.state, new.state) in (
    ('draft', 'submitted'), ('returned', 'submitted'), ('submitted', 'draft'),
    ('submitted', 'open'), ('submitted', 'returned'),
    ('open', 'paused'), ('paused', 'open'),
    ('open', 'closed'), ('paused', 'closed')
  ) then
    raise exception 'an offer cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'legal_offer_state';
  end if;
  return new;
end
$$;

create function refuse_removal_of_offer() returns trigger language plpgsql as $$
begin
  raise exception 'an offer that is % cannot be removed', old.state
    using errcode = 'check_violation', constraint = 'legal_offer_removal';
end
$$;
create trigger legal_offer_removal before delete on offers
  for each row when (old.state not in ('draft', 'returned'))
  execute function refuse_removal_of_offer();
