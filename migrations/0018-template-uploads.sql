-- Pictures of a template that is being edited: what was sent is there again when the form comes back
-- with a fault. Whoever adds one clears away those older than a day.
create table template_uploads (
  id uuid primary key default gen_random_uuid(),
  provider_id uuid not null references providers,
  bytes bytea not null,
  created_at timestamptz not null
);
create index on template_uploads (provider_id, created_at);
create index on template_uploads (created_at);
