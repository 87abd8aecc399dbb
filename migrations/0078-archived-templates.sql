-- A provider's own template that is put away: it is not listed and not offered for new offers. Offers that show it keep it.
alter table templates
  add column archived_at timestamptz,
  add constraint shipped_is_never_archived check (archived_at is null or provider_id is not null);
