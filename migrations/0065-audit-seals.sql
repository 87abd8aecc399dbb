-- A chain over the audit trail: each seal hashes the events since the one before, and that one's hash.
create table audit_seals (
  number bigint primary key,
  -- The last event that it covers.
  last_id bigint not null,
  -- Sealed once every transaction that was under way when it was opened is over: none of them can still add an event up to last_id.
  epoch bigint not null,
  horizon bigint not null,
  events int,
  hash bytea,
  sealed_at timestamptz,
  constraint sealed_whole check (num_nulls(events, hash, sealed_at) in (0, 3))
);
revoke delete, truncate on audit_seals from join_api;

create function refuse_changed_seal() returns trigger language plpgsql as $$
begin
  raise exception 'a seal of the audit trail is written once'
    using errcode = 'check_violation', constraint = 'seal_written_once';
end
$$;
create trigger seal_written_once before update on audit_seals
  for each row when (old.hash is not null) execute function refuse_changed_seal();
