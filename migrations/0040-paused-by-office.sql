-- The culture office can pause one offer; only the office resumes it then.
alter table offers
  add column paused_by_office boolean not null default false,
  add constraint paused_by_office_is_paused check (not paused_by_office or state = 'paused');
