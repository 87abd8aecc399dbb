-- The person who made a provider's key or scanner, by the user's id, or who keeps an office's key, by the subject of
-- the login. Null: not known.
alter table api_keys add column person text;
alter table door_devices add column person text;

update api_keys set person = made.actor
from audit_events as made join provider_users on provider_users.id::text = made.actor
where made.action = 'api_key.created' and made.subject = api_keys.id::text
  and provider_users.provider_id = api_keys.provider_id;

-- The person who keeps a key, or the actor itself.
create function person_behind(actor text) returns text stable language sql as $$
  select coalesce((select person from api_keys where id::text = actor), actor)
$$;

update door_devices set person = person_behind(made.actor)
from audit_events as made join provider_users on provider_users.id::text = person_behind(made.actor)
where made.action = 'door_device.added' and made.subject = door_devices.id::text
  and provider_users.provider_id = door_devices.provider_id;

-- It takes two people to pay: a person and the key that this person keeps are one.
create function require_two_people() returns trigger language plpgsql as $$
begin
  if person_behind(new.attested_by) in (person_behind(new.stated_by), person_behind(new.account_set_by)) then
    raise exception 'the same person has stated it or entered the account number'
      using errcode = 'check_violation', constraint = 'two_people';
  end if;
  return new;
end
$$;
create trigger two_people before insert on settlement_attestations
  for each row execute function require_two_people();
