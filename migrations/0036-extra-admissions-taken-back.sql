-- An undo lets the earliest extra admission take the use. Which scans are extra follows from redemptions and
-- undos, which stay as they were recorded.
grant delete on extra_admissions to join_api;
