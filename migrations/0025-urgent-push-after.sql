-- When APNs answered "retry later", an urgent change waits less long than a routine one.
alter table devices add column urgent_push_after timestamptz;
update devices set urgent_push_after = least(push_after, now()) where push_after is not null;

create or replace function renew_push_token() returns trigger language plpgsql as $$
begin
  new.pushing_until := null;
  new.push_attempts := 0;
  new.push_after := null;
  new.urgent_push_after := null;
  return new;
end
$$;
