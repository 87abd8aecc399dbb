-- A phone that fetches names the ticket and proves its token, but never says which phone it is. So what
-- is known of a ticket is the version that was last handed to a phone, and how often that one was.
create table phone_fetches (
  serial_number text primary key references passes,
  version int not null check (version > 0),
  served int not null check (served > 0)
);

-- The ticket's version when the phone registered: what a phone took with it needs no fetch.
alter table registrations add column version int not null default 1;

-- How far each ticket's change got. A phone that registered since has the version; of the others, as
-- many have it as fetched it.
create view ticket_deliveries as
select passes.serial_number, passes.offer_id, passes.last_modified,
  count(*)::int as phones,
  count(*) filter (
    where registrations.version >= passes.version
      or devices.pushed_change >= passes.change_number)::int as pushed,
  (count(*) filter (where registrations.version >= passes.version)
    + least(
      count(*) filter (where registrations.version < passes.version),
      coalesce(
        max(phone_fetches.served) filter (where phone_fetches.version = passes.version), 0))
  )::int as current
from registrations
join passes on passes.serial_number = registrations.serial_number
join devices on devices.device_library_identifier = registrations.device_library_identifier
left join phone_fetches on phone_fetches.serial_number = registrations.serial_number
group by passes.serial_number;
