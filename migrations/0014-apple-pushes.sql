-- Why a ticket changed, and since when its phones are owed a push: the more urgent of what is owed.
alter table passes
  add column change_kind text not null default 'routine'
    check (change_kind in ('revocation', 'use', 'routine')),
  add column owed_since timestamptz;

drop index passes_to_push;
create index passes_to_push on passes (change_kind, serial_number) where pushed_version < version;

-- Runs after record_pass_change: triggers of one event run in the order of their names.
create function weigh_pass_change() returns trigger language plpgsql as $$
declare
  kind text := case
    when old.state <> new.state and new.state in ('revoked', 'returned', 'lapsed') then 'revocation'
    when old.uses_left is distinct from new.uses_left or old.state <> new.state and new.state = 'used' then 'use'
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
create trigger weigh_pass_change before update on passes
  for each row when (old.version < new.version) execute function weigh_pass_change();

-- One push tells a phone of everything up to a change number, however many tickets it holds.
alter table devices
  add column pushed_change bigint not null default 0,
  add column pushed_at timestamptz,
  -- a lease: somebody is pushing of everything up to this number
  add column pushing_change bigint not null default 0,
  add column pushing_until timestamptz,
  -- after Apple said "not now"
  add column push_attempts int not null default 0,
  add column push_after timestamptz;
create index on devices (push_token);
-- A push writes its device's row twice; with room in the page no index has to be written.
alter table devices set (fillfactor = 40);

create function renew_push_token() returns trigger language plpgsql as $$
begin
  new.pushing_until := null;
  new.push_attempts := 0;
  new.push_after := null;
  return new;
end
$$;
create trigger renew_push_token before update of push_token on devices
  for each row when (old.push_token <> new.push_token) execute function renew_push_token();

-- Apple refuses the certificate; until it lets us in again, a push now and then tries. One row a pass type.
create table push_stops (
  pass_type_identifier text primary key,
  reason text not null,
  -- the refused certificate's SHA-256: another one is tried at once
  certificate text not null,
  stopped_at timestamptz not null,
  probe_after timestamptz not null
);

-- What Apple answered, over all workers.
create table push_counts (
  result text primary key,
  count bigint not null
);
