-- Since when a message counts as given up, and whether that was the refusal of this one message.
alter table messages
  add column failed_at timestamptz,
  add column refused boolean not null default false;
update messages set failed_at = next_attempt_at where state = 'failed';
create index messages_failed on messages (channel, next_attempt_at) where state = 'failed';
