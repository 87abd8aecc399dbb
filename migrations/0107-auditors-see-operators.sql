-- What operators do concerns every municipality: auditors of each see that one signed in, and, by that sign-in, what it did.
create or replace function name_event_municipalities() returns trigger language plpgsql as $$
declare
  own constant text[] :=
    string_to_array(nullif(current_setting('join.municipalities', true), ''), ',');
  found constant text[] := case
    when new.action = 'staff.signed_in' and new.detail -> 'operator' = 'true'
    then (select array_agg(number order by number) from municipalities)
    else municipalities_of_event(new.action, new.subject, new.detail, new.actor) end;
begin
  new.municipalities := case
    when own is null then found
    else coalesce(
      nullif(array(select unnest(found) intersect select unnest(own)), '{}'), own) end;
  return new;
end
$$;
