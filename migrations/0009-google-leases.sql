-- Who is writing one class or object to Google at this moment. A lease instead of a lock, since a
-- lock would hold a transaction and its connection for as long as Google takes to answer.
create table google_leases (
  key text primary key,
  holder uuid not null,
  until timestamptz not null
);
