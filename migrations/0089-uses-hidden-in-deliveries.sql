-- What NAV reads of updates of phones, and of what Google refused, leaves out tickets whose last change is a use: read
-- every hour, the counts would tell when.
create or replace view ticket_deliveries as
select passes.serial_number, passes.offer_id, passes.last_modified,
  count(*)::int as phones,
  count(*) filter (
    where registrations.version >= passes.version
      or passes.pushed_version >= passes.version
      or push_covers(devices.pushed_epoch, devices.pushed_snapshot,
        passes.change_epoch, passes.change_transaction))::int as pushed,
  (count(*) filter (where registrations.version >= passes.version)
    + least(
      count(*) filter (where registrations.version < passes.version),
      coalesce(
        max(phone_fetches.served) filter (where phone_fetches.version = passes.version), 0))
  )::int as current,
  passes.complimentary, passes.change_kind
from registrations
join passes on passes.serial_number = registrations.serial_number
join devices on devices.device_library_identifier = registrations.device_library_identifier
left join phone_fetches on phone_fetches.serial_number = registrations.serial_number
group by passes.serial_number;

create or replace view google_refusals_for_nav as
select google_refusals.* from google_refusals
where not exists (
  select from passes
  where passes.serial_number = google_refusals.serial_number
    and (passes.complimentary or passes.change_kind = 'use'));
