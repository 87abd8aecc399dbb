-- A copy to one child's first guardian stands beside one to its second; and a copy becomes the message when that which
-- it copies is dropped.
alter table messages
  drop constraint second_gets_copies,
  drop constraint one_copy_each,
  add constraint one_copy_each unique (copy_of, recipient_id, guardian);
