-- Who gets the few: draws among recipients for whom an offer has too few tickets.
create table draws (
  id uuid primary key,
  municipality_number text not null references municipalities,
  offer_id uuid not null references offers,
  state text not null default 'committed'
    check (state in ('committed', 'closed', 'confirmed', 'stopped')),
  -- why there is a draw of this offer after another
  again_because text check (again_because in
    ('more_tickets', 'list_was_wrong', 'criteria_were_wrong', 'complaint_upheld')),
  -- SHA-256 of the seed
  commitment bytea not null,
  -- the seed before it is shown
  seed_sealed bytea,
  seed bytea,
  -- seats, rules and rows, by ids that tell nothing
  list jsonb,
  list_hash bytea,
  allocation_id uuid references allocations,
  created_by text not null,
  created_at timestamptz not null,
  constraint seed_is_the_committed_one check (sha256(seed) = commitment),
  constraint seed_after_the_list check (
    case when state = 'committed' then seed is null
      when state in ('closed', 'confirmed') then seed is not null else true end),
  constraint list_has_hash check ((list is null) = (list_hash is null)),
  constraint closed_has_list check (state = 'committed' or list is not null),
  constraint confirmed_has_allocation check ((allocation_id is null) = (state <> 'confirmed'))
);
create index on draws (offer_id);
create unique index draws_running on draws (offer_id, municipality_number)
  where state in ('committed', 'closed');
revoke delete on draws from join_api;

-- A draw begins with its commitment to a seed, then gets its list, and each of its facts is written once, at its move.
create function refuse_illegal_draw() returns trigger language plpgsql as $$
declare
  written text[];
begin
  if tg_op = 'INSERT' then
    if new.state = 'committed' and new.list is null then return new; end if;
    raise exception 'a draw begins with its commitment alone'
      using errcode = 'check_violation', constraint = 'legal_draw';
  end if;
  written := case
    when old.list is null and new.state = 'committed' then '{list, list_hash}'
    when old.state = new.state then '{seed_sealed}'
    when old.state = 'committed' and new.state = 'closed' then '{state, seed, seed_sealed}'
    when old.state = 'closed' and new.state = 'confirmed' then '{state, allocation_id}'
    when old.state in ('committed', 'closed') and new.state = 'stopped' then '{state}'
  end;
  if written is null or to_jsonb(new) - written <> to_jsonb(old) - written then
    raise exception 'a draw cannot change so from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'legal_draw';
  end if;
  return new;
end
$$;
create trigger legal_draw before insert or update on draws
  for each row execute function refuse_illegal_draw();

-- Who stands behind a row of a list.
create table draw_children (
  draw_id uuid not null references draws,
  row_id text not null check (row_id ~ '^[0-9a-f]{64}$'),
  recipient_id uuid not null references recipients on delete cascade,
  primary key (draw_id, recipient_id)
);
create index on draw_children (recipient_id);
revoke update on draw_children from join_api;

-- How many tickets a recipient was allocated in a month, of those that are anonymised; no offer and no use.
create table past_ticket_counts (
  recipient_id uuid not null references recipients on delete cascade,
  month date not null check (month = date_trunc('month', month)),
  tickets int not null check (tickets > 0),
  primary key (recipient_id, month)
);
revoke insert, update on past_ticket_counts from join_api;

create function count_past_ticket() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into past_ticket_counts (recipient_id, month, tickets)
  select id, date_trunc('month', old.created_at, 'Europe/Oslo') at time zone 'Europe/Oslo', 1
  from recipients where id = old.recipient_id
  on conflict (recipient_id, month) do update set tickets = past_ticket_counts.tickets + 1;
  return null;
end
$$;
revoke execute on function count_past_ticket() from public;
create trigger count_past_ticket after update of recipient_id on passes for each row
  when (old.recipient_id is not null and new.recipient_id is null and old.replaced_by is null
    and old.state not in ('revoked', 'returned', 'lapsed'))
  execute function count_past_ticket();

alter table draws enable row level security;
create policy service on draws to join_api using (true);
create policy officer on draws to join_officer
  using (municipality_number = any (officer_municipalities()));

alter table draw_children enable row level security;
create policy service on draw_children to join_api using (true);
create policy officer on draw_children to join_officer
  using (exists (select from recipients where recipients.id = draw_children.recipient_id));

alter table past_ticket_counts enable row level security;
create policy service on past_ticket_counts to join_api using (true);
create policy officer on past_ticket_counts to join_officer
  using (exists (select from recipients where recipients.id = past_ticket_counts.recipient_id));
