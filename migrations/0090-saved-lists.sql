-- Saved lists: recipients that a municipality's officers keep under a name, to choose them again. A list names no
-- allocation and no day, so that it tells of nobody which ticket it got when.

alter table municipalities
  -- after how many months a list is deleted that is not chosen from; from the first of a month
  add column list_retention_months smallint not null default 14
    check (list_retention_months between 2 and 14);

create table recipient_lists (
  id uuid primary key,
  municipality_number text not null references municipalities,
  name_sealed bytea not null,
  -- in which month it was last saved, renamed or chosen from
  used_in date not null check (extract(day from used_in) = 1)
);
create index on recipient_lists (municipality_number);
grant select, insert, update, delete on recipient_lists to join_api;

create table recipient_list_members (
  list_id uuid not null references recipient_lists on delete cascade,
  recipient_id uuid not null references recipients on delete cascade,
  primary key (list_id, recipient_id)
);
create index on recipient_list_members (recipient_id);
grant select, insert, delete on recipient_list_members to join_api;

alter table recipient_lists enable row level security;
create policy service on recipient_lists to join_api using (true);
create policy officer on recipient_lists to join_officer
  using (municipality_number = any (officer_municipalities()));

alter table recipient_list_members enable row level security;
create policy service on recipient_list_members to join_api using (true);
create policy officer on recipient_list_members to join_officer
  using (exists (select from recipients where recipients.id = recipient_list_members.recipient_id));

-- A list holds recipients of its own municipality alone.
create function refuse_foreign_members() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select from added
    join recipient_lists on recipient_lists.id = added.list_id
    join recipients on recipients.id = added.recipient_id
    where recipients.municipality_number <> recipient_lists.municipality_number) then
    raise exception 'A list holds recipients of its own municipality alone.'
      using errcode = 'check_violation';
  end if;
  return null;
end
$$;
revoke execute on function refuse_foreign_members() from public;
create trigger refuse_foreign_members after insert on recipient_list_members
  referencing new table as added for each statement execute function refuse_foreign_members();

create function leave_lists() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from recipient_list_members where recipient_id = new.id;
  return null;
end
$$;
revoke execute on function leave_lists() from public;
create trigger leave_lists after update of municipality_number on recipients
  for each row when (old.municipality_number <> new.municipality_number)
  execute function leave_lists();
