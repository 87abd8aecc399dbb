-- The service connects as join_api, which owns nothing: it can neither alter a table nor a guard.
do $$
begin
  -- An operator may have made it beforehand, for an owner that may make no roles.
  if not exists (select from pg_roles where rolname = 'join_api') then
    create role join_api nologin;
  end if;
exception
  when duplicate_object then null;
end
$$;
grant usage on schema public to join_api;
alter default privileges in schema public grant select, insert, update, delete on tables to join_api;
alter default privileges in schema public grant usage, select on sequences to join_api;

create table municipalities (
  number text primary key check (number ~ '^[0-9]{4}$'),
  name text not null
);

-- Brønnøysund's check digit: https://www.brreg.no/om-oss/registrene-vare/om-enhetsregisteret/organisasjonsnummeret/
create function is_organisation_number(number text) returns boolean
  language sql immutable strict
  return number ~ '^[0-9]{9}$' and (
    select sum(substr(number, position::int, 1)::int * weight) % 11 = 0
    from unnest(array[3, 2, 7, 6, 5, 4, 3, 2, 1]) with ordinality as weights (weight, position)
  );

create table providers (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
  name text not null check (name <> ''),
  organisation_number text not null unique check (is_organisation_number(organisation_number)),
  municipality_number text not null references municipalities,
  state text not null default 'invited' check (state in ('invited', 'approved', 'suspended')),
  contact_email text,
  place jsonb,
  created_at timestamptz not null default now()
);

create table api_keys (
  id uuid primary key default gen_random_uuid(),
  role text not null check (role in ('provider', 'nav', 'culture')),
  provider_id uuid references providers,
  municipalities text[] not null default '{}',
  name text not null,
  key_hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  check ((role = 'provider') = (provider_id is not null)),
  check ((role = 'provider') = (municipalities = '{}'))
);
create index on api_keys (provider_id);
