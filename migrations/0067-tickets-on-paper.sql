-- Tickets that NAV prints for children without a phone: handed out, not fetched.

alter table passes
  add column handed_out_at timestamptz,
  add constraint handed_out_does_not_lapse check (state <> 'lapsed' or handed_out_at is null);

-- As before; paper in the holder's hand keeps the ticket, as a fetch does.
drop trigger keep_pass on passes;
create trigger keep_pass before update of state, uses_left, fetched_at, handed_out_at on passes
  for each row when (
    old.return_at is not null and (
      new.state not in ('pending', 'active')
      or new.uses_left is distinct from old.uses_left
      or new.fetched_at is distinct from old.fetched_at
      or new.handed_out_at is distinct from old.handed_out_at))
  execute function keep_pass();

-- As before; a printed code of the provider's own is out, as a fetched one is.
create or replace function update_code_of_pass() returns trigger language plpgsql as $$
begin
  if new.fetched_at is not null or new.handed_out_at is not null then
    update provider_codes
    set state = 'revealed',
      revealed_on = coalesce(revealed_on,
        (least(new.fetched_at, new.handed_out_at) at time zone 'Europe/Oslo')::date)
    where serial_number = new.serial_number and (state = 'reserved' or state = 'used' and new.state = 'active');
    update provider_codes set state = 'used'
    where serial_number = new.serial_number and state = 'revealed' and new.state = 'used';
  elsif new.state in ('revoked', 'returned', 'lapsed', 'expired') then
    update provider_codes set state = 'free', serial_number = null
    where serial_number = new.serial_number and state = 'reserved';
  end if;
  return null;
end
$$;
drop trigger update_code_of_pass on passes;
create trigger update_code_of_pass after update of fetched_at, handed_out_at, state on passes
  for each row when (old.fetched_at is null and new.fetched_at is not null
    or old.handed_out_at is null and new.handed_out_at is not null or old.state <> new.state)
  execute function update_code_of_pass();

-- Of an anonymised ticket the day stays, as of its fetch.
create function forget_moment_on_paper() returns trigger language plpgsql as $$
begin
  new.handed_out_at := date_trunc('day', new.handed_out_at, 'Europe/Oslo');
  return new;
end
$$;
create trigger forget_moment_on_paper before update of erased_at on passes
  for each row when (old.erased_at is null and new.erased_at is not null)
  execute function forget_moment_on_paper();
