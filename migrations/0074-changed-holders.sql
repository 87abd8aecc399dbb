-- A ticket also shows what its holder may show: a protected address takes the place off it. Counts these changes, so
-- that both wallets follow a change that comes later.
alter table passes add column holder_version int not null default 1;

create trigger record_pass_holder before update of holder_version on passes
  for each row when (old.state <> 'pending' and old.holder_version <> new.holder_version)
  execute function record_pass_change();

-- Somebody may be looking for the family: the place leaves the phones as fast as a revoked ticket does.
create function hasten_pass_holder() returns trigger language plpgsql as $$
begin
  new.change_kind := 'revocation';
  return new;
end
$$;
-- Runs after weigh_pass_change: triggers of one event run in the order of their names.
create trigger weigh_pass_holder before update of holder_version on passes
  for each row when (old.holder_version <> new.holder_version and old.version < new.version)
  execute function hasten_pass_holder();

-- An anonymised ticket does not tell that its holder's address was protected.
create function forget_holder_version() returns trigger language plpgsql as $$
begin
  new.holder_version := 1;
  return new;
end
$$;
create trigger forget_holder_version before update of erased_at on passes
  for each row when (old.erased_at is null and new.erased_at is not null)
  execute function forget_holder_version();
