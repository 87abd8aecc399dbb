-- Which key made the token that the ticket's phones know: it stays the same for the ticket's life,
-- whatever key is current. Null: allocated before this column, when the oldest key made all tokens.
alter table passes add column token_key_id text check (length(token_key_id) between 1 and 32);

-- A ticket may have changed between its download and its registration, before what the phone's tag
-- already covers; so a registration counts as news, too. Numbers of one device become visible in
-- their order, since its row is locked before a number is taken.
create sequence registration_numbers;
alter table registrations
  add column number bigint not null default nextval('registration_numbers');

-- What phones complained of, by kind and day (Oslo's). The sample holds no identifier.
create table phone_log_counts (
  kind text not null check (kind in
    ('authentication', 'malformed_answer', 'unchanged_pass', 'spurious_push', 'other')),
  day date not null,
  count int not null check (count > 0),
  sample text not null check (char_length(sample) <= 200),
  primary key (kind, day)
);
