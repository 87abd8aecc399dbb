/** Brings back the lock that every change of a pass once took, held until commit: for negative controls. */
export const globalChangeLock = `
  create or replace function next_change_number() returns bigint language sql as $$
    select pg_advisory_xact_lock(5025);
    select nextval('pass_changes');
  $$`;

/** The function as the migrations leave it. */
export const noChangeLock = `
  create or replace function next_change_number() returns bigint language sql as $$
    select nextval('pass_changes');
  $$`;
