-- The columns of a municipality's file of payments, as its accounting system reads them; without a row, the usual ones.
create table payment_sheets (
  municipality_number text primary key references municipalities,
  separator text not null check (separator in (';', ',')),
  -- of sums in kroner
  decimal text not null check (decimal in (',', '.')),
  has_header boolean not null,
  -- in their order: {"heading", "field"}, or {"heading", "value"} for what is the same in every line
  columns jsonb not null check (jsonb_typeof(columns) = 'array' and jsonb_array_length(columns) between 1 and 40)
);
grant select, insert, update, delete on payment_sheets to join_api;
-- No policy for join_officer: NAV sees none of them.
alter table payment_sheets enable row level security;
create policy service on payment_sheets to join_api using (true);
