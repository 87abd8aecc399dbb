-- A provider's system finds its offers by its own ids, and asks for those that have changed.
alter table offers
  add column external_id text,
  add column updated_at timestamptz not null default now();
update offers set updated_at = created_at;
-- Partial: PostgreSQL would else count it among the keys, and a scan would wait for an offer that is being changed.
create unique index offers_external_id on offers (provider_id, external_id) where external_id is not null;
create index offers_updated_at on offers (provider_id, updated_at);

-- Raised with the columns that an action writes when terms, template or state change; not with each ticket.
create function touch_offer() returns trigger language plpgsql as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;
create trigger touch_offer before update of state, title, template_version, cancelled_at, moved_at on offers
  for each row execute function touch_offer();
