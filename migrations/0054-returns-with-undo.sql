-- A holder's ticket is given back ten minutes after the holder asked, unless it was kept, used or fetched meanwhile.
alter table passes add column return_at timestamptz;
create index passes_return_at on passes (return_at) where return_at is not null;

create function keep_pass() returns trigger language plpgsql as $$
begin
  new.return_at := null;
  return new;
end
$$;
create trigger keep_pass before update of state, uses_left, fetched_at on passes
  for each row when (
    old.return_at is not null and (
      new.state not in ('pending', 'active')
      or new.uses_left is distinct from old.uses_left
      or new.fetched_at is distinct from old.fetched_at))
  execute function keep_pass();
