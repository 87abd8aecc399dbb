-- What Google answered to writes of objects, over all workers.
create table google_update_counts (
  result text primary key,
  count bigint not null
);
