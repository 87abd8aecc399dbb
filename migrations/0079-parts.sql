-- Parts of one ticket that are ticked off separately, as entry and popcorn. The first part lets in.
create function are_parts(parts jsonb) returns boolean language sql immutable as $$
  select jsonb_typeof(parts) = 'array' and jsonb_array_length(parts) between 2 and 5
    and (
      select count(distinct part ->> 'key') = count(*)
        and bool_and(coalesce(
          part ->> 'key' ~ '^[a-z][a-z0-9_-]{0,29}$' and length(part -> 'label' ->> 'nb') between 1 and 30, false))
      from jsonb_array_elements(parts) as part)
$$;
alter table offers
  -- [{"key": text, "label": texts}], in their order; null: the ticket is one
  add column parts jsonb check (parts is null or are_parts(parts)),
  -- Each part is ticked off as often as `uses`.
  add constraint parts_are_counted check (
    parts is null or uses is not null and num_nonnulls(uses_per_day, valid_for, own_codes) = 0);

-- Which part a ticket has left is stored by their order.
create function keep_parts() returns trigger language plpgsql as $$
begin
  if exists (select from passes where passes.offer_id = new.id) then
    raise exception 'the parts of an offer stay once it has tickets'
      using errcode = 'check_violation', constraint = 'parts_stay';
  end if;
  return new;
end
$$;
create trigger keep_parts before update of parts on offers
  for each row when (old.parts is distinct from new.parts) execute function keep_parts();

alter table passes
  -- the uses left of each part, in the order of its offer's parts; null: none was ticked off
  add column parts_left int[],
  add constraint parts_never_exceeded check (parts_left is null or 0 <= all (parts_left)),
  -- The first part lets in: its uses are the ticket's.
  add constraint first_part_is_use check (parts_left is null or erased_at is not null or parts_left[1] = uses_left),
  add constraint used_has_no_part_left check (state <> 'used' or parts_left is null or 0 = all (parts_left));

alter table redemptions
  -- which part of its ticket was ticked off, from 1; null: the ticket has no parts, or none was named
  add column part int check (part > 0);

create function check_part() returns trigger language plpgsql as $$
begin
  if new.part > (select coalesce(jsonb_array_length(parts), 0) from offers where id = new.offer_id) then
    raise exception 'the offer has no such part' using errcode = 'check_violation', constraint = 'part_of_offer';
  end if;
  return new;
end
$$;
create trigger check_part before insert on redemptions
  for each row when (new.part is not null) execute function check_part();

-- A scanner that ticks off one part alone, by its key: the kiosk.
alter table door_devices add column part text check (part ~ '^[a-z][a-z0-9_-]{0,29}$');

-- What was ticked off, of all parts.
create view part_uses as
select id, door_device_id, scan_id, serial_number, offer_id, scanned_at, received_at, admitted,
  refund_ore, municipality_number, complimentary, part
from redemptions
where accepted
  and not exists (
    select from extra_admissions where extra_admissions.redemption_id = redemptions.id)
  and not exists (
    select from redemption_undos where redemption_undos.redemption_id = redemptions.id)
  and not exists (
    select from reentries where reentries.redemption_id = redemptions.id);
grant select on part_uses to join_api;
revoke insert, update, delete on part_uses from join_api;

-- As before, of the part that lets in alone: who comes in and has popcorn comes once.
create or replace view counted_redemptions as
select id, door_device_id, scan_id, serial_number, offer_id, scanned_at, received_at, admitted,
  refund_ore, municipality_number, complimentary
from part_uses where coalesce(part, 1) = 1;

drop trigger owe_use_webhooks on redemptions;
create trigger owe_use_webhooks after insert on redemptions
  for each row when (new.accepted and new.door_device_id is not null and coalesce(new.part, 1) = 1)
  execute function owe_use_webhooks();

-- As before, and when a part was ticked off, which its holder sees.
drop trigger record_pass_change on passes;
create trigger record_pass_change before update on passes
  for each row
  when (old.state <> 'pending' and (
    old.state <> new.state
    or old.uses_left is distinct from new.uses_left
    or old.parts_left is distinct from new.parts_left
    or old.lasts_until is distinct from new.lasts_until
    or old.content_version <> new.content_version
    or old.erased_at is distinct from new.erased_at))
  execute function record_pass_change();

create or replace function weigh_pass_change() returns trigger language plpgsql as $$
declare
  kind text := case
    when old.state <> new.state and new.state in ('revoked', 'returned', 'lapsed') then 'revocation'
    when old.uses_left is distinct from new.uses_left
      or old.parts_left is distinct from new.parts_left
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

create function forget_parts_left() returns trigger language plpgsql as $$
begin
  new.parts_left := null;
  return new;
end
$$;
create trigger forget_parts_left before update of erased_at on passes
  for each row when (old.parts_left is not null and new.erased_at is not null)
  execute function forget_parts_left();
