-- Which transaction changed a pass, in place of a number under a lock: a reader that remembers its
-- snapshot's horizon knows which changes it may not have seen, and no commit waits for another's.

-- One life of the database server. Transaction ids are compared within one life only: after a
-- failover or a restored backup they may begin anew.
create function change_epoch() returns bigint language sql stable as $$
  select (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint
$$;

-- 0: not changed since this migration
alter table passes
  add column change_epoch bigint not null default 0,
  add column change_transaction bigint not null default 0;

-- The number is still drawn, without the lock, for the previous release while instances roll.
create or replace function next_change_number() returns bigint language sql as $$
  select nextval('pass_changes');
$$;

create or replace function record_pass_change() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  new.last_modified := greatest(date_trunc('second', now()), old.last_modified + interval '1 second');
  new.change_number := next_change_number();
  new.change_epoch := change_epoch();
  new.change_transaction := pg_current_xact_id()::text::bigint;
  return new;
end
$$;

-- A push tells a phone of every change that its snapshot sees.
alter table devices
  add column pushed_epoch bigint not null default 0,
  add column pushed_snapshot pg_snapshot;

-- A push in this life covers all changes of earlier ones.
create function push_covers(
  pushed_epoch bigint, pushed_snapshot pg_snapshot, change_epoch bigint, change_transaction bigint
) returns boolean language sql stable as $$
  select case
    when pushed_epoch = change_epoch
      then coalesce(pg_visible_in_snapshot(change_transaction::text::xid8, pushed_snapshot), false)
    else pushed_epoch = change_epoch()
  end
$$;

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
  )::int as current
from registrations
join passes on passes.serial_number = registrations.serial_number
join devices on devices.device_library_identifier = registrations.device_library_identifier
left join phone_fetches on phone_fetches.serial_number = registrations.serial_number
group by passes.serial_number;
