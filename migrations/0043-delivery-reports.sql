-- What the SMS gateway reports of a message that it took: under its own id, that it reached the phone, or why not.
alter table messages
  add column gateway_id text,
  add column delivered_at timestamptz,
  add column failure text check (failure in ('number', 'barred', 'unreachable', 'other'));
create index on messages (gateway_id) where gateway_id is not null;
