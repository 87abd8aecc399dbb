-- Waiting lists: children who wait for a ticket of an offer, each of its own municipality's list.

alter table municipalities
  -- the criteria of draws, by which its children wait; null: by the time of entry alone
  add column waiting_rules jsonb,
  -- whether a child that declines a proposed ticket keeps its place
  add column keeps_declined boolean not null default true;

create table waiting_places (
  offer_id uuid not null references offers on delete cascade,
  recipient_id uuid not null references recipients on delete cascade,
  entered_at timestamptz not null,
  -- a proposed ticket was declined: nothing is proposed again before another one comes free
  declined boolean not null default false,
  -- which allocation gave the ticket; kept for a day, in which its undo gives the place back. Null: waits
  allocation_id uuid references allocations,
  primary key (offer_id, recipient_id)
);
create index on waiting_places (recipient_id);
create index on waiting_places (allocation_id) where allocation_id is not null;
grant select, insert, update, delete on waiting_places to join_api;

alter table waiting_places enable row level security;
create policy service on waiting_places to join_api using (true);
create policy officer on waiting_places to join_officer
  using (exists (select from recipients where recipients.id = waiting_places.recipient_id));

-- A list is a municipality's: a child that moves leaves it. The officer who moves it sees it no more.
create function leave_waiting_lists() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from waiting_places where recipient_id = new.id;
  return null;
end
$$;
revoke execute on function leave_waiting_lists() from public;
create trigger leave_waiting_lists after update of municipality_number on recipients
  for each row when (old.municipality_number <> new.municipality_number)
  execute function leave_waiting_lists();

-- A child that declined a ticket and kept its place is proposed again when another one comes free, in any way.
create function propose_again() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update waiting_places set declined = false where offer_id = new.id and declined;
  return null;
end
$$;
revoke execute on function propose_again() from public;
create trigger propose_again after update of quota, allocated on offers
  for each row when (new.quota - new.allocated > old.quota - old.allocated)
  execute function propose_again();
