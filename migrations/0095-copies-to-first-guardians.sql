-- One message tells all children who are told together: its copies also go to the first guardian of another of them.
alter table messages
  drop constraint second_gets_copies,
  add constraint second_gets_copies check (guardian = 1 or copy_of is not null);
