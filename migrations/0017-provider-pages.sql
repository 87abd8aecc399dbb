-- The people who look after a provider's offers. An address is ciphertext; its look-up is an HMAC.
create table provider_users (
  id uuid primary key default gen_random_uuid(),
  provider_id uuid not null references providers,
  role text not null check (role in ('owner', 'staff')),
  email_lookup bytea not null,
  email_sealed bytea not null,
  created_at timestamptz not null default now(),
  -- null: the invitation is owed
  invited_at timestamptz,
  last_login_at timestamptz,
  unique (provider_id, email_lookup)
);
create index on provider_users (email_lookup);
create index provider_users_to_invite on provider_users (created_at) where invited_at is null;

-- One-time links that sign a person in, each in the browser that asked for it alone.
create table provider_login_links (
  token_hash bytea primary key,
  provider_user_id uuid not null references provider_users on delete cascade,
  -- of the secret in that browser's cookie
  browser_hash bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on provider_login_links (provider_user_id);
create index on provider_login_links (expires_at);

-- Set: the provider took the offer back, and with it every ticket that was out.
alter table offers add column cancelled_at timestamptz;
alter table offers add constraint cancelled_is_closed check (cancelled_at is null or state = 'closed');

-- A message tells of new tickets, or of an offer that was cancelled.
alter table messages add column cancelled_offer_id uuid references offers;
create index on messages (cancelled_offer_id);
