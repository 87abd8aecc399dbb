-- Whose events an auditor sees. Kept with the event, so that it stays where a child is removed or moves away. Events of
-- before have none: whose they were cannot be told any more, and doors write to this table while it is migrated. The
-- seals hash the columns of before.
alter table audit_events add column municipalities text[];

-- The municipalities that an event is about: by its subject, else by who did it; null where it is about none.
create function municipalities_of_event(what text, about text, details jsonb, done_by text)
  returns text[] language plpgsql stable as $$
declare
  kind constant text := split_part(what, '.', 1);
  uuid_shape constant text := '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
  named uuid;
  found text[];
begin
  if what = 'staff.signed_in' then
    return nullif(array(
      select distinct jsonb_array_elements_text(value) from jsonb_each(details)
      where jsonb_typeof(value) = 'array'), '{}');
  elsif about ~ '^[0-9]{4}(,[0-9]{4})*$' then
    return string_to_array(about, ',');
  elsif about ~ '^[A-Za-z0-9_-]{22}$' then
    found := array(
      select coalesce(recipients.municipality_number, passes.municipality_number)
      from passes left join recipients on recipients.id = passes.recipient_id
      where passes.serial_number = about);
  elsif about ~ uuid_shape then
    named := about::uuid;
    found := case
      when kind in ('recipient', 'claim_link', 'message') then
        array(select municipality_number from recipients where id = named)
      when kind = 'household' then array(
        select municipality_number from recipients where id = named
        union select municipality_number from households where id = named)
      when kind = 'allocation' then (select municipalities from allocations where id = named)
      when kind = 'draw' then array(select municipality_number from draws where id = named)
      when kind in ('offer', 'codes', 'complimentary') then array(
        select municipality_number from offers join providers on providers.id = offers.provider_id
        where offers.id = named)
      when kind in ('provider', 'settlement') then
        array(select municipality_number from providers where id = named)
      when kind = 'provider_user' then array(
        select municipality_number from provider_users join providers on providers.id = provider_id
        where provider_users.id = named)
      when kind = 'template' then array(
        select municipality_number from templates join providers on providers.id = provider_id
        where templates.id = named)
      when kind = 'api_key' then array(
        select unnest(api_keys.municipalities) from api_keys where id = named
        union select municipality_number from api_keys join providers on providers.id = provider_id
        where api_keys.id = named)
      when kind = 'webhook' then array(
        select coalesce(webhooks.municipality_number, providers.municipality_number)
        from webhooks left join providers on providers.id = provider_id where webhooks.id = named)
    end;
  end if;
  found := nullif(array_remove(found, null), '{}');
  if found is null and done_by ~ uuid_shape then
    found := nullif(array(
      select municipality_number from provider_users join providers on providers.id = provider_id
      where provider_users.id = done_by::uuid
      union select municipality_number from api_keys join providers on providers.id = provider_id
      where api_keys.id = done_by::uuid
      union select unnest(api_keys.municipalities) from api_keys where id = done_by::uuid), '{}');
  end if;
  return coalesce(found, (
    select audit_events.municipalities from audit_events
    where action = 'staff.signed_in' and subject = case kind when 'staff' then about else done_by end
    order by id desc limit 1));
end
$$;

-- What an officer does counts for the officer's own municipalities, among them for those that it is about.
create function name_event_municipalities() returns trigger language plpgsql as $$
declare
  own constant text[] :=
    string_to_array(nullif(current_setting('join.municipalities', true), ''), ',');
  found constant text[] :=
    municipalities_of_event(new.action, new.subject, new.detail, new.actor);
begin
  new.municipalities := case
    when own is null then found
    else coalesce(
      nullif(array(select unnest(found) intersect select unnest(own)), '{}'), own) end;
  return new;
end
$$;
-- Of a use no auditor is told, and no door waits for it. An attested settlement tells that there was one.
create trigger name_event_municipalities before insert on audit_events
  for each row when (new.action not like 'ticket.%'
    and new.action not in ('codes.use_reported', 'settlement.attested'))
  execute function name_event_municipalities();

create index audit_events_of_municipalities on audit_events (at desc, id desc)
  where municipalities is not null;
