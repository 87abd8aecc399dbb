create table door_devices (
  id uuid primary key default gen_random_uuid(),
  provider_id uuid not null references providers,
  name text not null default '',
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index on door_devices (provider_id);

create table redemptions (
  id uuid primary key default gen_random_uuid(),
  door_device_id uuid not null references door_devices,
  scan_id text not null check (length(scan_id) between 1 and 100),
  -- null: the barcode named no ticket
  serial_number text references passes,
  offer_id uuid references offers,
  scanned_at timestamptz not null,
  received_at timestamptz not null,
  accepted boolean not null,
  reason text,
  admitted int not null,
  uses_left int,
  unique (door_device_id, scan_id),
  constraint accepted_or_reason check (accepted = (reason is null)),
  constraint accepted_admits check (accepted = (admitted > 0)),
  constraint accepted_names_pass check (not accepted or (serial_number is not null and offer_id is not null))
);
create index on redemptions (serial_number, scanned_at) where accepted;
create index on redemptions (offer_id, scanned_at) where accepted;

-- What the municipality owes a provider, a month and offer a row. Months are Oslo's.
create view settlements as
  select
    offers.provider_id,
    offers.id as offer_id,
    to_char(redemptions.scanned_at at time zone 'Europe/Oslo', 'YYYY-MM') as month,
    count(*)::int as uses,
    sum(redemptions.admitted)::int as admissions,
    offers.refund_per_admission_ore,
    (sum(redemptions.admitted) * offers.refund_per_admission_ore)::bigint as refund_ore
  from redemptions
  join offers on offers.id = redemptions.offer_id
  where redemptions.accepted
  group by offers.provider_id, offers.id, month;
