create table allocations (
  id uuid primary key default gen_random_uuid(),
  -- those of the recipients in it
  municipalities text[] not null,
  mode text not null check (mode in ('all', 'possible')),
  allocated int not null,
  refused int not null,
  -- what was refused: [{recipientId, offerId, reason}]
  refusals jsonb not null default '[]',
  created_by text not null,
  created_at timestamptz not null default now()
);

create table messages (
  id uuid primary key default gen_random_uuid(),
  recipient_id uuid references recipients on delete set null,
  channel text not null check (channel in ('sms', 'email')),
  state text not null default 'owed' check (state in ('owed', 'sent', 'failed')),
  attempts int not null default 0,
  -- also a lease: whoever tries now keeps the others from trying at the same time
  next_attempt_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index messages_owed on messages (created_at) where state = 'owed';
create index on messages (recipient_id);

create table passes (
  serial_number text primary key check (serial_number ~ '^[A-Za-z0-9_-]{22}$'),
  allocation_id uuid not null references allocations,
  offer_id uuid not null references offers,
  -- null once the link between child and ticket was deleted
  recipient_id uuid references recipients on delete set null,
  state text not null default 'pending'
    check (state in ('pending', 'active', 'used', 'expired', 'revoked', 'returned', 'lapsed')),
  uses_left int check (uses_left >= 0),
  -- the offer's content version that this ticket shows
  content_version int not null,
  version int not null default 1 check (version > 0),
  change_number bigint not null default 0,
  last_modified timestamptz not null,
  created_at timestamptz not null,
  issued_at timestamptz,
  -- first taken into a wallet, or printed
  fetched_at timestamptz,
  claim_until timestamptz,
  ended_at timestamptz,
  erased_at timestamptz,
  message_id uuid references messages on delete set null,
  -- what each wallet was last told; owed while smaller than version. google 0: no object yet
  pushed_version int not null default 1,
  google_version int not null default 0,
  constraint ended_has_time check ((ended_at is not null) = (state not in ('pending', 'active'))),
  constraint active_was_issued check (state <> 'active' or issued_at is not null),
  constraint used_is_used_up check (state <> 'used' or uses_left = 0),
  constraint last_modified_whole_seconds check (last_modified = date_trunc('second', last_modified))
);
create index on passes (recipient_id, offer_id);
create index on passes (allocation_id);
create index on passes (offer_id, state);
create index on passes (message_id);
create index passes_to_issue on passes (offer_id, serial_number) where state = 'pending';
create index passes_to_notify on passes (recipient_id) where state = 'active' and message_id is null;
create index passes_to_lapse on passes (claim_until) where state in ('pending', 'active') and fetched_at is null;
create index passes_to_erase on passes (ended_at) where erased_at is null;
create index passes_to_push on passes (serial_number) where pushed_version < version;
create index passes_to_sync on passes (serial_number) where google_version > 0 and google_version < version;

-- Change numbers are taken under one lock that is held until commit, so they become visible in
-- order: a phone that asks for what came after number N can never skip a late commit.
create sequence pass_changes;
create function next_change_number() returns bigint language sql as $$
  select pg_advisory_xact_lock(5025);
  select nextval('pass_changes');
$$;

-- Whoever changes what the holder sees cannot forget to say so to the wallets.
-- Rows must be locked (select … for update, by serial number) before such an update, since the
-- change number's lock is the last one that a transaction may take.
create function record_pass_change() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  new.last_modified := greatest(date_trunc('second', now()), old.last_modified + interval '1 second');
  new.change_number := next_change_number();
  return new;
end
$$;
create trigger record_pass_change before update on passes
  for each row
  when (old.state <> 'pending' and (
    old.state <> new.state
    or old.uses_left is distinct from new.uses_left
    or old.content_version <> new.content_version
    or old.erased_at is distinct from new.erased_at))
  execute function record_pass_change();

create function refuse_illegal_pass_state() returns trigger language plpgsql as $$
begin
  if not (old.state = 'pending' and new.state in ('active', 'expired', 'revoked', 'returned', 'lapsed')
    or old.state = 'active' and new.state in ('used', 'expired', 'revoked', 'returned', 'lapsed')) then
    raise exception 'a pass cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'legal_pass_state';
  end if;
  return new;
end
$$;
create trigger legal_pass_state before update of state on passes
  for each row when (old.state <> new.state) execute function refuse_illegal_pass_state();
