create table templates (
  id uuid primary key default gen_random_uuid(),
  -- null: shipped with the service, for every provider
  provider_id uuid references providers,
  slug text unique,
  latest_version int not null default 1,
  created_at timestamptz not null default now(),
  check ((provider_id is null) = (slug is not null))
);
create index on templates (provider_id);

create table template_versions (
  template_id uuid not null references templates,
  version int not null check (version > 0),
  definition jsonb not null,
  -- of a shipped template: definition, artwork and renderer, so that a start renders only what changed
  source_hash text,
  created_at timestamptz not null default now(),
  primary key (template_id, version)
);

-- Content-addressed, so that a new image has a new URL and an old URL never changes what it shows.
create table images (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  bytes bytea not null
);

create table template_images (
  template_id uuid not null,
  version int not null,
  -- the file's name in a wallet: icon@2x.png, google-hero.png; or artwork-hero: what was uploaded
  name text not null,
  hash text not null references images,
  primary key (template_id, version, name),
  foreign key (template_id, version) references template_versions
);
create index on template_images (hash);
