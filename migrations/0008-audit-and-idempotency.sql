create table audit_events (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}'
);
create index on audit_events (subject);
revoke update, delete, truncate on audit_events from join_api;

create table idempotency_keys (
  actor text not null,
  key text not null check (length(key) between 1 and 200),
  request_hash bytea not null,
  -- null only inside the transaction that claimed the key
  status int,
  -- ciphertext: answers hold references, claim links and door tokens
  response_sealed bytea,
  created_at timestamptz not null default now(),
  primary key (actor, key)
);
create index on idempotency_keys (created_at);
