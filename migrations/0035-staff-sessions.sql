-- Sessions of staff and of providers' users. The browser has the secret; a deleted row signs it out.
create table sessions (
  id uuid primary key,
  kind text not null check (kind in ('staff', 'provider')),
  secret_hash bytea not null unique,
  -- the identity provider's subject, or a provider user's id
  subject text not null,
  -- the identity provider's id of its own session
  provider_sid text,
  claims_sealed bytea not null,
  -- a form that was sent when the session had ended; shown again after the next login
  form_sealed bytea,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index on sessions (subject);
create index on sessions (provider_sid) where provider_sid is not null;
create index on sessions (expires_at);
grant select, insert, update, delete on sessions to join_api;

-- Logout tokens of the identity provider that were used.
create table logout_tokens (
  jti_hash bytea primary key,
  expires_at timestamptz not null
);
grant select, insert, delete on logout_tokens to join_api;
