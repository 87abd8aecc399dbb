-- Uses that a provider reports of its own codes: redemptions without a scanner, whose scan id is the code's row,
-- so that each code is counted once however often it is reported.
alter table redemptions alter column door_device_id drop not null;
create unique index redemptions_reported on redemptions (scan_id) where door_device_id is null;

-- A reported use that no ticket allowed: a question to the provider, which counts nothing.
alter table provider_codes
  add column question text check (question in ('ended', 'not_shown', 'not_valid', 'too_late')),
  add column questioned_at timestamptz,
  add check ((question is null) = (questioned_at is null));

-- Who reports a use knows of it.
drop trigger owe_use_webhooks on redemptions;
create trigger owe_use_webhooks after insert on redemptions
  for each row when (new.accepted and new.door_device_id is not null) execute function owe_use_webhooks();
