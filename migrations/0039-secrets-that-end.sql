-- When a key or token stops working; null: never, for those of before this migration had no end.
alter table api_keys add column expires_at timestamptz;
alter table door_devices add column expires_at timestamptz;
update api_keys set expires_at = now() + interval '365 days' where revoked_at is null;
update door_devices set expires_at = now() + interval '365 days' where revoked_at is null;
