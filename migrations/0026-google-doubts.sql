-- A request without an answer may still be carried out by Google, after a newer one. Until it no longer
-- can be under way, what Google has is in doubt; then it is written once more. The row of the lease stays.
alter table google_leases add column in_doubt_until timestamptz;
