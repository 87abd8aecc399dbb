-- Uploaded tables of recipients between preview and confirmation, and the headings that a municipality chose.
create table recipient_imports (
  id uuid primary key,
  municipality_number text not null references municipalities,
  created_by text not null,
  -- null when the import is done
  table_sealed bytea,
  -- positions by member
  columns jsonb not null,
  created_count int,
  changed_count int,
  unchanged_count int,
  expires_at timestamptz not null,
  constraint done_or_kept check ((table_sealed is null) = (created_count is not null))
);
create index on recipient_imports (expires_at);
grant select, insert, update, delete on recipient_imports to join_api;

create table recipient_import_headings (
  id uuid primary key,
  municipality_number text not null unique references municipalities,
  headings_sealed bytea not null
);
grant select, insert, update on recipient_import_headings to join_api;
