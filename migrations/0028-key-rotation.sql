-- The keys of SECRET_KEYS, without their secrets: which of them all processes know, and which encrypts.
create table secret_keys (
  id text primary key,
  -- an HMAC under the key: two secrets with one id are found before they do harm
  fingerprint bytea not null,
  -- as in the barcodes that it signs
  barcode_key_id text not null,
  known_at timestamptz not null default now(),
  current_at timestamptz,
  retired_at timestamptz
);

-- The running processes and the keys that each holds, the one that it wants to be current first.
create table key_ring_instances (
  id uuid primary key default gen_random_uuid(),
  key_ids text[] not null check (cardinality(key_ids) > 0),
  seen_at timestamptz not null default now()
);

-- The keys of look-ups, encrypted; they stay while the keys of SECRET_KEYS come and go.
create table lookup_keys (
  id text primary key,
  key_sealed bytea not null
);

-- What follows from the keys is stored encrypted, so that it outlives them.
alter table claim_links alter column key_id drop not null;
alter table claim_links add column secrets_sealed bytea;
alter table claim_links add constraint link_can_be_shown
  check (key_id is not null or secrets_sealed is not null);

-- The plain columns are emptied by migrate, which has the keys, and dropped in a later release.
alter table providers add column contact_email_sealed bytea;
alter table recipients add column protected_address_sealed bytea;
alter table recipients alter column protected_address drop not null;
alter table recipients alter column protected_address drop default;

alter table idempotency_keys drop constraint idempotency_keys_pkey;
alter table idempotency_keys alter column key drop not null;
alter table idempotency_keys add column id uuid primary key default gen_random_uuid();
alter table idempotency_keys add column key_hash bytea;
create unique index on idempotency_keys (actor, key_hash);
