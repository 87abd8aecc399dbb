-- What Google told us of a ticket on somebody's phone: saved to Google Wallet, or deleted from it.
create table google_events (
  -- Google's own mark of the event: it delivers some twice
  nonce text primary key,
  serial_number text not null references passes,
  type text not null check (type in ('save', 'del')),
  -- Google's own: a later event's message runs out later, in whatever order they arrive
  expires_at timestamptz not null,
  at timestamptz not null
);
create index on google_events (serial_number);

-- By the latest of those events. Null: Google has said nothing yet.
alter table passes add column google_saved boolean;
