-- Why an e-mail came back: its address, or its mailbox.
alter table messages
  drop constraint messages_failure_check,
  add constraint messages_failure_check
    check (failure in ('number', 'barred', 'unreachable', 'other', 'address', 'mailbox'));
