-- What is left of an allocation's anonymised tickets: their number, and no way to one of them.
create table allocation_counts (
  allocation_id uuid not null references allocations,
  offer_id uuid not null references offers,
  state text not null,
  tickets int not null,
  fetched int not null,
  primary key (allocation_id, offer_id, state)
);
create index on allocation_counts (offer_id);
grant select on allocation_counts to join_api;
revoke insert, update, delete on allocation_counts from join_api;

alter table passes alter column allocation_id drop not null;
alter table redemptions drop constraint accepted_names_pass;
alter table redemptions add constraint accepted_names_offer check (not accepted or offer_id is not null);

-- Anonymised tickets whose phones still wait for the version without personal content.
create index passes_to_unregister on passes (erased_at) where erased_at is not null and change_number > 0;
create index allocations_with_refusals on allocations (created_at) where refusals <> '[]';

-- Why tickets were revoked, in an officer's words; deleted with the tickets. Migrate, which has the keys,
-- encrypts what is in the clear; that column is dropped in a later release.
create table revocation_reasons (
  id uuid primary key default gen_random_uuid(),
  audit_event_id bigint not null references audit_events,
  serial_number text references passes,
  reason text,
  reason_sealed bytea,
  created_at timestamptz not null,
  check ((reason is null) <> (reason_sealed is null))
);
create index on revocation_reasons (serial_number);
create index on revocation_reasons (created_at);
create index on revocation_reasons (audit_event_id);

-- Deletes every link from the tickets, which are locked and have ended, to recipient, allocation and
-- moment. Days stay, for the statistics and settlements, and so do counts. Runs as the owner, since the
-- service may neither change a redemption nor an audit event.
create function anonymise_passes(serial_numbers text[], moment timestamptz) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into allocation_counts (allocation_id, offer_id, state, tickets, fetched)
  select allocation_id, offer_id, state, count(*), count(fetched_at) from passes
  where serial_number = any(serial_numbers) and allocation_id is not null
  group by allocation_id, offer_id, state order by allocation_id, offer_id, state
  on conflict (allocation_id, offer_id, state) do update
  set tickets = allocation_counts.tickets + excluded.tickets,
    fetched = allocation_counts.fetched + excluded.fetched;

  update redemptions set serial_number = null, scan_id = id::text, uses_left = null,
    scanned_at = date_trunc('day', scanned_at, 'Europe/Oslo'),
    received_at = date_trunc('day', received_at, 'Europe/Oslo')
  where serial_number = any(serial_numbers);
  update audit_events set subject = 'anonymised' where subject = any(serial_numbers);
  delete from revocation_reasons where serial_number = any(serial_numbers);
  delete from google_events where serial_number = any(serial_numbers);
  delete from google_refusals where serial_number = any(serial_numbers);
  delete from google_notices where id = any(serial_numbers);
  delete from google_leases
  where key in (select 'object ' || serial_number from unnest(serial_numbers) as serial_number)
    and until <= now() and coalesce(in_doubt_until <= now(), true);

  update passes set recipient_id = null, message_id = null, allocation_id = null,
    created_at = date_trunc('day', created_at, 'Europe/Oslo'),
    issued_at = date_trunc('day', issued_at, 'Europe/Oslo'),
    fetched_at = date_trunc('day', fetched_at, 'Europe/Oslo'),
    claim_until = date_trunc('day', claim_until, 'Europe/Oslo'),
    ended_at = date_trunc('day', ended_at, 'Europe/Oslo'),
    erased_at = coalesce(erased_at, moment)
  where serial_number = any(serial_numbers);
end
$$;
revoke execute on function anonymise_passes(text[], timestamptz) from public;
grant execute on function anonymise_passes(text[], timestamptz) to join_api;

-- A look-up of redemptions by ticket, refused ones among them.
create index on redemptions (serial_number);

-- What was recorded before.
update audit_events
set detail = jsonb_build_object('tickets', jsonb_array_length(detail -> 'serialNumbers'))
where action in ('passes.expired', 'passes.lapsed') and detail ? 'serialNumbers';
insert into revocation_reasons (audit_event_id, serial_number, reason, created_at)
select audit_events.id, passes.serial_number, detail ->> 'reason', at
from audit_events left join passes on passes.serial_number = subject
where action in ('pass.revoked', 'allocation.revoked') and detail ? 'reason'
  and at > now() - interval '60 days';
update audit_events set detail = detail - 'reason'
where action in ('pass.revoked', 'allocation.revoked') and detail ? 'reason';
select anonymise_passes(array(select serial_number from passes where erased_at is not null), now());
