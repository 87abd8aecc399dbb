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
