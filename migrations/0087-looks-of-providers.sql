-- A provider's logo and colours, kept once: each new template of it begins with them. One row a provider.
create table provider_looks (
  provider_id uuid primary key references providers,
  -- grows with each change, so that of two editors the second is told
  version int not null default 1,
  background text not null check (background ~ '^#[0-9a-f]{6}$'),
  foreground text not null check (foreground ~ '^#[0-9a-f]{6}$'),
  label text not null check (label ~ '^#[0-9a-f]{6}$'),
  -- as uploaded
  icon_hash text not null references images,
  logo_hash text references images
);
grant select, insert, update on provider_looks to join_api;
-- No policy for join_officer: it is no business of NAV's.
alter table provider_looks enable row level security;
create policy service on provider_looks to join_api using (true);

-- The look of a template, where its provider has none yet.
create function take_over_look(of_template uuid) returns void language sql as $$
  insert into provider_looks (provider_id, background, foreground, label, icon_hash, logo_hash)
  select templates.provider_id, lower(definition #>> '{colors,background}'),
    lower(definition #>> '{colors,foreground}'), lower(definition #>> '{colors,label}'), icon.hash, logo.hash
  from templates
  join template_versions on template_versions.template_id = templates.id
    and template_versions.version = templates.latest_version
  join template_images as icon on icon.template_id = templates.id
    and icon.version = templates.latest_version and icon.name = 'artwork-icon'
  left join template_images as logo on logo.template_id = templates.id
    and logo.version = templates.latest_version and logo.name = 'artwork-logo'
  where templates.id = of_template and templates.provider_id is not null
  on conflict (provider_id) do nothing;
$$;

-- Until now a new template began with the newest; that one's look is kept.
select take_over_look(id) from (
  select distinct on (provider_id) id from templates
  where provider_id is not null and archived_at is null
  order by provider_id, created_at desc) as newest;

-- A look that was made for one offer begins no other: its picture is that offer's.
alter table templates
  add column of_offer uuid references offers on delete set null,
  add constraint shipped_is_of_no_offer check (of_offer is null or provider_id is not null);
create index on templates (of_offer) where of_offer is not null;
