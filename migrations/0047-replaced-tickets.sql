-- Tickets that moved to a new phone: a new ticket has taken over the old one's uses and place in the quota.

-- The ticket that is used in its place today, however often it was replaced.
alter table passes add column replaced_by text references passes;
create index passes_replaced on passes (replaced_by) where replaced_by is not null;
