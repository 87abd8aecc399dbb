-- Another version of the template on an approved offer's tickets waits for the culture office, as other changes do (decision 0052).
alter table offers
  add column pending_template_version int,
  add constraint pending_look_is_a_change check (pending_template_version is null or pending_terms is not null),
  add constraint pending_look_is_stored
    foreign key (template_id, pending_template_version) references template_versions;

-- Whether two versions of a template differ by colours alone; its own name stands on no ticket.
create function only_colors_differ(of_template uuid, one int, other int) returns boolean language sql stable as $$
  select
    (select definition - 'colors' - 'name' from template_versions where template_id = of_template and version = one)
    = (select definition - 'colors' - 'name' from template_versions where template_id = of_template and version = other)
    and not exists (
      select from (
        select name, hash, version from template_images
        where template_id = of_template and version in (one, other) and name like 'artwork-%') as uploaded
      group by name, hash having count(*) = 1);
$$;

create function keep_approved_look() returns trigger language plpgsql as $$
begin
  if new.template_version is distinct from old.pending_template_version
      and not only_colors_differ(new.template_id, old.template_version, new.template_version) then
    raise exception 'the look of offer % was not approved', new.id
      using errcode = 'check_violation', constraint = 'look_is_approved';
  end if;
  return new;
end
$$;
create trigger look_is_approved before update of template_version on offers
  for each row
  when (new.template_version <> old.template_version and old.state in ('open', 'paused') and new.state in ('open', 'paused'))
  execute function keep_approved_look();

-- As before, but not of the look that the office has just approved.
drop trigger owe_office_look_notice on offers;
create trigger owe_office_look_notice after update of template_version on offers
  for each row
  when (new.template_version <> old.template_version and old.state in ('open', 'paused') and new.state = old.state
    and old.pending_template_version is distinct from new.template_version)
  execute function owe_office_look_notice();
