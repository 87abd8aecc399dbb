-- A code that is bound tells which ticket it stands on: an officer of NAV sees those of the own
-- municipalities' tickets. Free ones are everybody's, as the offers are, since an allocation binds them.
alter table provider_codes enable row level security;
create policy service on provider_codes to join_api using (true);
create policy officer on provider_codes to join_officer
  using (serial_number is null
    or exists (select from passes where passes.serial_number = provider_codes.serial_number));
