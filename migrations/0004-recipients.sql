-- As little of a child as possible. Reference and contact are ciphertext; the look-ups are HMACs.
create table households (
  id uuid primary key default gen_random_uuid(),
  municipality_number text not null references municipalities,
  reference_lookup bytea not null,
  unique (municipality_number, reference_lookup)
);

create table recipients (
  id uuid primary key default gen_random_uuid(),
  municipality_number text not null references municipalities,
  household_id uuid references households,
  reference_lookup bytea not null,
  reference_sealed bytea not null,
  label_sealed bytea,
  contact_sealed bytea,
  birth_year int not null check (birth_year between 1990 and 2100),
  language text not null check (language in ('nb', 'nn', 'en', 'sma')),
  delivery text not null check (delivery in ('sms', 'email', 'print', 'none')),
  protected_address boolean not null default false,
  created_at timestamptz not null default now(),
  unique (municipality_number, reference_lookup),
  constraint protected_gets_no_message check (not protected_address or delivery in ('print', 'none')),
  constraint message_needs_contact check (delivery in ('print', 'none') or contact_sealed is not null)
);
create index on recipients (household_id);

create table claim_links (
  id uuid primary key default gen_random_uuid(),
  recipient_id uuid not null references recipients on delete cascade,
  -- token and code are HMACs of the id under this key: only their hashes are stored
  key_id text not null,
  token_hash bytea not null unique,
  code_hash bytea not null unique,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
create unique index one_active_claim_link on claim_links (recipient_id) where revoked_at is null;
create index on claim_links (recipient_id);
