-- What tickets said before is kept for what has changed alone: the doors and the end of an event whose start stays, and
-- the dates that were moved or called off of an offer with several.
alter table offers
  add column moved_from_doors timestamptz,
  add column moved_from_end timestamptz,
  add column moved_sessions jsonb,
  drop constraint moved_says_when,
  add constraint moved_says_when check (
    moved_at is not null
    or num_nonnulls(moved_from_start, moved_from_doors, moved_from_end, moved_sessions, moved_from_place) = 0),
  add constraint moved_sessions_lists check (
    moved_sessions is null
    or jsonb_typeof(moved_sessions -> 'gone') = 'array' and jsonb_typeof(moved_sessions -> 'added') = 'array');

-- The culture office is told that time or place of an offer changed, which holds at once: again after it was told.
alter table office_notices
  drop constraint office_notices_kind_check,
  add constraint office_notices_kind_check check (kind in ('offer', 'change', 'moved', 'stated'));
drop index office_notices_offer;
create unique index office_notices_offer on office_notices (contact_id, offer_id, kind, decisions, day)
  where offer_id is not null and state <> 'dropped' and (kind <> 'moved' or state = 'owed');

create function owe_office_move_notice() returns trigger language plpgsql as $$
begin
  perform owe_office_notice(
    'moved', (select municipality_number from providers where id = new.provider_id), new.id, null);
  return null;
end
$$;
create trigger owe_office_move_notice after update of moved_at on offers
  for each row when (new.moved_at is distinct from old.moved_at and new.moved_at is not null)
  execute function owe_office_move_notice();
