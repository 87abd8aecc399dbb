-- Messages that remind of tickets not fetched yet: of each ticket once before its deadline, once before its event,
-- and as often as an officer asks.

alter table messages add column reminds boolean not null default false;

create table reminders (
  serial_number text not null references passes,
  kind text not null check (kind in ('deadline', 'event', 'asked')),
  -- null: while it is being written, and when the message was not sent, because no ticket was left to remind of
  message_id uuid references messages on delete set null,
  created_at timestamptz not null,
  primary key (serial_number, kind)
);
create index on reminders (message_id);
grant select, insert, update, delete on reminders to join_api;

alter table reminders enable row level security;
create policy service on reminders to join_api using (true);
create policy officer on reminders to join_officer
  using (exists (select from passes where passes.serial_number = reminders.serial_number));

create function forget_reminders() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from reminders where serial_number = new.serial_number;
  return null;
end
$$;
revoke execute on function forget_reminders() from public;
create trigger forget_reminders after update of erased_at on passes
  for each row when (old.erased_at is null and new.erased_at is not null)
  execute function forget_reminders();
