-- Tickets of a new allocation wait before they are issued and announced, so that the allocation can be undone
-- without a trace on a phone.

-- Null: the setting of the service holds.
alter table municipalities
  add column message_grace_minutes int check (message_grace_minutes between 0 and 1440);

-- Not issued before; null: at once. Stays after the issue, where it tells that the grace is over.
alter table passes add column held_until timestamptz;
