-- Reports on messages under ids of the gateway that no message has yet: the gateway may report before its answer is recorded. They
-- wait some minutes for that.
create table early_reports (
  gateway_id text primary key,
  outcome text not null
    check (outcome in ('delivered', 'number', 'barred', 'unreachable', 'other', 'address', 'mailbox')),
  reported_at timestamptz not null
);
grant select, insert, update, delete on early_reports to join_api;
