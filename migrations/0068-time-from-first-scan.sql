-- Tickets whose time begins with their first scan: a day's lift pass, three hours in a pool.
alter table offers
  -- {"days": n} or {"hours": n}; null: to the end of the validity
  add column valid_for jsonb,
  add constraint valid_for_is_a_length check (
    valid_for is null
    or valid_for = jsonb_build_object('days', valid_for -> 'days')
      and coalesce((valid_for ->> 'days')::int, 0) between 1 and 366
    or valid_for = jsonb_build_object('hours', valid_for -> 'hours')
      and coalesce((valid_for ->> 'hours')::int, 0) between 1 and 1000),
  -- A ticket that is used once has no time to run.
  add constraint time_needs_uses check (valid_for is null or uses is null or uses > 1);

-- When the time is over that began with the first counted scan; null: it has not begun.
alter table passes
  add column lasts_until timestamptz,
  -- A ticket is used up with its last use, or once its time is over.
  drop constraint used_is_used_up,
  add constraint used_is_used_up check (state <> 'used' or uses_left = 0 or lasts_until is not null);
create index passes_lasting on passes (lasts_until) where lasts_until is not null and state = 'active';

-- Scans while a ticket's time runs that take no use, as each ride of a lift. Redemptions are never changed, so a row
-- here takes one out of the counts, until an undo makes it the first.
create table reentries (
  redemption_id uuid primary key references redemptions
);
grant select, insert, delete on reentries to join_api;
revoke update on reentries from join_api;

create or replace view counted_redemptions as
select id, door_device_id, scan_id, serial_number, offer_id, scanned_at, received_at, admitted,
  refund_ore, municipality_number
from redemptions
where accepted
  and not exists (
    select from extra_admissions where extra_admissions.redemption_id = redemptions.id)
  and not exists (
    select from redemption_undos where redemption_undos.redemption_id = redemptions.id)
  and not exists (
    select from reentries where reentries.redemption_id = redemptions.id);

-- As before, and when its time begins or changes, which its holder sees.
drop trigger record_pass_change on passes;
create trigger record_pass_change before update on passes
  for each row
  when (old.state <> 'pending' and (
    old.state <> new.state
    or old.uses_left is distinct from new.uses_left
    or old.lasts_until is distinct from new.lasts_until
    or old.content_version <> new.content_version
    or old.erased_at is distinct from new.erased_at))
  execute function record_pass_change();

create or replace function weigh_pass_change() returns trigger language plpgsql as $$
declare
  kind text := case
    when old.state <> new.state and new.state in ('revoked', 'returned', 'lapsed') then 'revocation'
    when old.uses_left is distinct from new.uses_left
      or old.lasts_until is distinct from new.lasts_until
      or old.state <> new.state and new.state = 'used' then 'use'
    else 'routine'
  end;
begin
  if old.pushed_version = old.version then
    new.change_kind := kind;
    new.owed_since := now();
  else
    new.change_kind := case
      when 'revocation' in (old.change_kind, kind) then 'revocation'
      when 'use' in (old.change_kind, kind) then 'use'
      else 'routine'
    end;
  end if;
  return new;
end
$$;

create function forget_ticket_time() returns trigger language plpgsql as $$
begin
  new.lasts_until := null;
  -- The row no longer says that its time is over, and the door must not admit by it again.
  if new.state = 'used' then
    new.uses_left := 0;
  end if;
  return new;
end
$$;
create trigger forget_ticket_time before update of erased_at on passes
  for each row when (old.erased_at is null and new.erased_at is not null)
  execute function forget_ticket_time();

-- A re-entry is no use.
create or replace function owe_use_webhooks() returns trigger language plpgsql as $$
begin
  perform owe_webhooks('ticket.used', passes.offer_id, passes.provider_id, passes.provider_ticket_id)
  from passes join offers on offers.id = passes.offer_id
  where passes.serial_number = new.serial_number
    and not (offers.valid_for is not null and offers.uses is null and offers.uses_per_day is null
      and coalesce(new.scanned_at < passes.lasts_until, false));
  return null;
end
$$;
