-- The culture office is told of a new look on an approved offer's tickets, which may bring other words and another picture.
alter table office_notices
  drop constraint office_notices_kind_check,
  add constraint office_notices_kind_check check (kind in ('offer', 'change', 'moved', 'look', 'stated'));
drop index office_notices_offer;
create unique index office_notices_offer on office_notices (contact_id, offer_id, kind, decisions, day)
  where offer_id is not null and state <> 'dropped' and (kind not in ('moved', 'look') or state = 'owed');

create function owe_office_look_notice() returns trigger language plpgsql as $$
begin
  perform owe_office_notice(
    'look', (select municipality_number from providers where id = new.provider_id), new.id, null);
  return null;
end
$$;
create trigger owe_office_look_notice after update of template_version on offers
  for each row
  when (new.template_version <> old.template_version and old.state in ('open', 'paused') and new.state = old.state)
  execute function owe_office_look_notice();
