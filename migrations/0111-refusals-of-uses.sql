-- The version of a ticket's last change that was no use. A refusal is of uses alone where no such change lies between
-- it and what Google has; change_kind cannot say so, since it is what phones are owed, a use for as long as one of
-- several changes is. Of what was behind at Google before this, change_kind is all that is known.
alter table passes add column version_but_for_uses int not null default 1;
update passes set version_but_for_uses = version
where google_version > 0 and google_version < version and change_kind <> 'use';

create function note_version_but_for_uses() returns trigger language plpgsql as $$
begin
  new.version_but_for_uses := new.version;
  return new;
end
$$;
-- Runs after record_pass_change and record_pass_holder: triggers of one event run in the order of their names.
create trigger record_version_but_for_uses before update on passes
  for each row when (old.version < new.version and (
    -- a use, or its undo, is all that leads to these
    old.state <> new.state and new.state not in ('used', 'active')
    or old.content_version <> new.content_version
    or old.holder_version <> new.holder_version
    or old.erased_at is distinct from new.erased_at))
  execute function note_version_but_for_uses();

-- A refusal by Google says itself whether it is of uses alone: asked of the ticket, one that was there before vanished
-- from the operator's page with the next use.
alter table google_refusals add column by_use boolean not null default false;
update google_refusals set by_use = true
from passes
where passes.serial_number = google_refusals.serial_number and passes.change_kind = 'use';

create or replace view google_refusals_for_nav as
select google_refusals.* from google_refusals
where not by_use and not exists (
  select from passes
  where passes.serial_number = google_refusals.serial_number and passes.complimentary);
