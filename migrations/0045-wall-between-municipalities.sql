-- Requests of NAV's officers run as join_officer, which sees the rows of the municipalities in join.municipalities
-- alone, and none without them. The service's own role sees every row, as the jobs, doors and phones need.
do $$
begin
  if not exists (select from pg_roles where rolname = 'join_officer') then
    create role join_officer nologin;
  end if;
  if not pg_has_role('join_api', 'join_officer', 'member') then
    grant join_officer to join_api;
  end if;
exception
  when duplicate_object then null;
  when insufficient_privilege then
    raise exception 'Let an administrator run: create role join_officer nologin; grant join_officer to join_api;';
end
$$;
grant usage on schema public to join_officer;

create function officer_municipalities() returns text[] language sql stable
  return string_to_array(current_setting('join.municipalities', true), ',');

alter table recipients enable row level security;
create policy service on recipients to join_api using (true);
create policy officer on recipients to join_officer
  using (municipality_number = any (officer_municipalities()));

alter table households enable row level security;
create policy service on households to join_api using (true);
create policy officer on households to join_officer
  using (municipality_number = any (officer_municipalities()));

alter table recipient_imports enable row level security;
create policy service on recipient_imports to join_api using (true);
create policy officer on recipient_imports to join_officer
  using (municipality_number = any (officer_municipalities()));

alter table recipient_import_headings enable row level security;
create policy service on recipient_import_headings to join_api using (true);
create policy officer on recipient_import_headings to join_officer
  using (municipality_number = any (officer_municipalities()));

-- The recipients that these policies find are those that the officer sees.
alter table claim_links enable row level security;
create policy service on claim_links to join_api using (true);
create policy officer on claim_links to join_officer
  using (exists (select from recipients where recipients.id = claim_links.recipient_id));

alter table messages enable row level security;
create policy service on messages to join_api using (true);
create policy officer on messages to join_officer
  using (exists (select from recipients where recipients.id = messages.recipient_id));

-- An anonymised ticket is nobody's.
alter table passes enable row level security;
create policy service on passes to join_api using (true);
create policy officer on passes to join_officer
  using (recipient_id is null
    or exists (select from recipients where recipients.id = passes.recipient_id));

alter table allocations enable row level security;
create policy service on allocations to join_api using (true);
create policy officer on allocations to join_officer
  using (municipalities && officer_municipalities());

-- Also counts the members whom the officer does not see.
create function delete_empty_household(household uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from households where id = household for update;
  delete from households where id = household
    and not exists (select from recipients where household_id = household);
end
$$;
revoke execute on function delete_empty_household(uuid) from public;
grant execute on function delete_empty_household(uuid) to join_api;
