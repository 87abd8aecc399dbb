-- A search reads a municipality's children in slices, each from where the one before it ended.
create index recipients_of_municipality on recipients (municipality_number, id);

-- The offers that ended lately, of ever more that have ended.
create index offers_by_end on offers (valid_until);
