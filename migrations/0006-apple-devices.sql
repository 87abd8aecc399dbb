create table devices (
  device_library_identifier text primary key check (length(device_library_identifier) <= 200),
  push_token text not null check (push_token ~ '^[0-9A-Fa-f]{1,200}$'),
  updated_at timestamptz not null default now()
);

create table registrations (
  device_library_identifier text not null references devices,
  serial_number text not null references passes,
  created_at timestamptz not null default now(),
  primary key (device_library_identifier, serial_number)
);
create index on registrations (serial_number);
